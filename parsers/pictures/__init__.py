"""Pictures of text: loaded within limits, read by OCR, told from photographs."""

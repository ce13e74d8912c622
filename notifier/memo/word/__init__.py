"""How a memo is set in Word (ECMA-376 part 1, WordprocessingML): styles, fields, links, tables, pictures."""

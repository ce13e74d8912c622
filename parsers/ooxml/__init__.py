"""Office Open XML (ECMA-376): Word, sheets and slides out of a package of parts."""

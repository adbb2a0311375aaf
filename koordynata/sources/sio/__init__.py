"""System informacji oświatowej: pupils and graduates by school, occupation and grade. A template of the house's own."""

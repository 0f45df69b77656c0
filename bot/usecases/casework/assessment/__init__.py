"""How grave a case is: assessments, changes of class, joint talks."""

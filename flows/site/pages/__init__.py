"""Page models: rows of the views, asked in SQL, as tables and pictures with their links."""

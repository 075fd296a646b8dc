"""An article whose words look like mark-up, in every place where words can stand."""

project = "A Hostile Copy"
version = "1"
extensions = ["sphinx_scholia"]
primary_domain = "scholia"
exclude_patterns = ["_build", "annotations"]
scholia_texts = "texts"

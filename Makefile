# The reader: "make" builds it, "make test" tests it, "make help" lists the rest.

PYTHON ?= python3
SPHINXOPTS ?= -n -W -j auto
BIN := .venv/bin

# with "make TEXTS=folder", that folder's copies; without, those in texts/ if it is there (conf.py).
# As it was typed, since make's own functions part it at a blank; an apostrophe ends a shell's word.
ifdef TEXTS
TEXTS_FOLDER := '$(subst ','\'',$(TEXTS))'
TEXTS_OPTION := -D scholia_texts=$(TEXTS_FOLDER)
endif

# $(call build,builder,folder,edition): build beside the last good one, then put it in its place.
# After a failure all pages are read again, since Sphinx repeats a warning only with its page.
define build
@$(BIN)/sphinx-build -b $(1) -c . $(SPHINXOPTS) -D scholia_edition=$(3) $(TEXTS_OPTION) $(ADDRESS_OPTION) \
	-d $(2)/doctrees source $(2)/.unpublished/$(1) \
	|| { rm -f $(2)/doctrees/environment.pickle; exit 1; }
@$(BIN)/python -m sphinx_scholia.publish $(2)/.unpublished/$(1) $(2)/$(1)
@echo "Open $(2)/$(1)/index.html"
endef

# where the pages are on the web, if they are: "make ADDRESS=https://example.org/reader"; there the
# handouts are below the pages, so that one folder holds the whole site
ADDRESS_OPTION := $(if $(ADDRESS),-D html_baseurl='$(ADDRESS)' -D scholia_handouts_at=pdf)

# how handouts are set: "make pdf PAPER=letter SIZE=large NOTES=none SIDES=one"; and which of them:
# "make pdf ONLY=gavin-2020*"
ONLY_OPTION := $(if $(ONLY),-D scholia_handouts='$(ONLY)')
PAPER ?= a4
SIZE ?= normal
NOTES ?= margin
SIDES ?= two

# $(call pdf,folder,edition,options): the handouts, in the same way
define pdf
@$(BIN)/sphinx-build -b handouts -c . $(SPHINXOPTS) -D scholia_edition=$(2) $(TEXTS_OPTION) \
	-D scholia_paper=$(PAPER) -D scholia_size=$(SIZE) -D scholia_notes=$(NOTES) \
	-D scholia_sides=$(SIDES) $(ONLY_OPTION) $(ADDRESS_OPTION) -D bibtex_tooltips=0 $(3) \
	-d $(1)/doctrees source $(1)/.unpublished/pdf \
	|| { rm -f $(1)/doctrees/environment.pickle; exit 1; }
@$(BIN)/python -m sphinx_scholia.publish $(1)/.unpublished/pdf $(1)/pdf
$(if $(ADDRESS),@rm -rf $(1)/html/pdf && mkdir -p $(1)/html && cp -R $(1)/pdf $(1)/html/pdf)
@echo "Open $(1)/pdf/index.html"
endef

.PHONY: student teacher pdf handouts live test lint format record clean help

student: .venv/reader  ## build the student edition into build/html and build/pdf (the default)
	$(call build,html,build,student)
	$(call pdf,build,student)

teacher: .venv/reader  ## build the teacher edition, with answers, into build/teacher/html and pdf
	$(call build,html,build/teacher,teacher)
	$(call pdf,build/teacher,teacher)

pdf: .venv/reader  ## build only the student's handouts, into build/pdf
	$(call pdf,build,student)

handouts: .venv/reader  ## the same, and each article in large print, without notes, on other paper
	$(call pdf,build,student,-D scholia_variants=1)

live: .venv/reader  ## build, serve on this machine, and build again when a file is saved
	@$(BIN)/sphinx-autobuild -c . -n -j auto -D scholia_policy=0 $(TEXTS_OPTION) --watch annotations --watch glossary \
		$(if $(TEXTS),--watch $(TEXTS_FOLDER)) -d build/live/doctrees source build/live/html

test: .venv/test  ## run the tests; says what it skipped and why
	@$(BIN)/python -m pytest -q -rs

lint: .venv/test  ## check code, types and content
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/sphinx-build -E -n -W -b dummy -c . -D scholia_lint=1 $(TEXTS_OPTION) \
		-d build/lint/doctrees source build/lint/dummy

format: .venv/test  ## put the code into its standard form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

record: .venv/reader  ## write down which texts the notes are for, and their names (TEXTS=folder)
	@$(BIN)/sphinx-build -q -n -W -b dummy -c . -D scholia_record=1 $(TEXTS_OPTION) \
		-d build/record/doctrees source build/record/dummy

clean:  ## remove everything that was built
	rm -rf build

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name what; do \
		printf '  make %-13s %s\n' "$$name" "$$what"; done
	@echo '  PAPER=letter SIZE=large NOTES=none SIDES=one   with pdf and the like: how to set them'
	@echo '  ONLY=gavin-2020*   with pdf and the like: no other handouts'
	@echo '  ADDRESS=https://…  where the pages will be on the web: links to pass on, a site map'
	@echo '  TEXTS=folder       with any of them: use the copies of the texts in that folder'

# -- what is installed, and only when it has changed ------------------------------------------

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo '$(PYTHON) is missing or older than 3.11: install a newer one, or name it: make PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo '$(PYTHON) has no venv module: install it (Debian and Ubuntu: python3-venv)'; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/reader: requirements.txt pyproject.toml | .venv/python
	@echo 'Installing what the reader is built with …'
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/test: requirements-test.txt | .venv/reader
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-test.txt
	@touch $@

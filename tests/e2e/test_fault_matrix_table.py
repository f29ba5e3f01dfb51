from tests.e2e.fault_matrix import DOCUMENT, ROWS, document


def test_the_document_has_the_table_of_what_is_tested() -> None:
    assert document() == DOCUMENT.read_text(encoding="utf-8"), "run `make faults-table`"


def test_rows_have_names_of_their_own() -> None:
    names = [row.id for row in ROWS]

    assert len(names) == len(set(names))

"""Every table of the book's workbook, in its order."""

from funneldesk.domain.book.book_parts_agreed import TABLES_AGREED
from funneldesk.domain.book.book_parts_nurture import TABLES_NURTURE
from funneldesk.domain.book.book_parts_operating import TABLES_OPERATING
from funneldesk.domain.book.book_settings import BASICS, DATA_WHY, SCOPE
from funneldesk.domain.book.book_tables import Table

#: Everything a book holds stands in one of these.
TABLES: tuple[Table, ...] = (BASICS, *TABLES_AGREED, *TABLES_OPERATING, *TABLES_NURTURE, DATA_WHY, SCOPE)

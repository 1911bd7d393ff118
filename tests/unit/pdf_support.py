"""PDFs as other programs write them."""

from __future__ import annotations

import io

from pypdf import PdfWriter


def made(*attached: bytes, packed: bool = False) -> bytes:
    """Return a PDF as another program may write it."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for number, data in enumerate(attached):
        writer.add_attachment(f"{number}.json", data)
    if packed:
        for each in writer.pages:
            each.compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()

#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Prints what stands in a spreadsheet, one thing a line, fields parted by tabs, read with nothing but
the standard library:

    cell     SHEET  B5  number|text|date  VALUE
    formula  SHEET  B5  SUM(B5:B21)
    sheet    SHEET  KEY  VALUE        paper, orientation, frozen, filter, repeated rows, ...
    chart    REFERENCE                the ranges that a chart draws
    property KEY  VALUE

FILE.xlsx is read as we wrote it, FILE.ods as LibreOffice understood it. Every XML part must be well
formed, every part that is related to must be there, and no cell may point at a text that is missing.
Line ends and tabs within a value are written \\n and \\t.
"""
import datetime
import posixpath
import sys
import zipfile
from xml.etree import ElementTree

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
RELATED = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
PACKAGE = '{http://schemas.openxmlformats.org/package/2006/relationships}'
CHART = '{http://schemas.openxmlformats.org/drawingml/2006/chart}'
TABLE = '{urn:oasis:names:tc:opendocument:xmlns:table:1.0}'
OFFICE = '{urn:oasis:names:tc:opendocument:xmlns:office:1.0}'
TEXT = '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}'


def say(*fields):
    print('\t'.join(str(field).replace('\t', '\\t').replace('\n', '\\n') for field in fields))


def number(value):
    return f'{float(value):.10g}'


def column_name(index):
    name = ''
    while index >= 0:
        name = chr(ord('A') + index % 26) + name
        index = index // 26 - 1
    return name


class Workbook:
    """An .xlsx file."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        if self.zip.testzip() is not None:
            raise ValueError('a damaged part')
        self.parts = {name: ElementTree.fromstring(self.zip.read(name))
                      for name in self.zip.namelist() if name.endswith(('.xml', '.rels'))}
        for name in self.zip.namelist():
            if name.endswith('.rels'):
                self.related(name)
        self.texts = [''.join(part.text or '' for part in item.iter(MAIN + 't'))
                      for item in self.parts['xl/sharedStrings.xml']]
        self.dates = self.date_styles()

    def related(self, name):
        """id to part name, of a .rels part; a part that is not there is an error."""
        folder = posixpath.dirname(posixpath.dirname(name))
        found = {}
        for relation in self.parts[name].iter(PACKAGE + 'Relationship'):
            target = relation.get('Target')
            if relation.get('TargetMode') != 'External':
                target = posixpath.normpath(posixpath.join('/', folder, target)).lstrip('/')
                if target not in self.zip.namelist():
                    raise ValueError(f'{name} points at {target}')
            found[relation.get('Id')] = target
        return found

    def date_styles(self):
        styles = self.parts['xl/styles.xml']
        formats = {item.get('numFmtId'): item.get('formatCode') for item in styles.iter(MAIN + 'numFmt')}
        cells = styles.find(MAIN + 'cellXfs')
        return [('yy' in formats.get(item.get('numFmtId'), '')) for item in cells]

    def cell(self, sheet, cell):
        value, formula = cell.find(MAIN + 'v'), cell.find(MAIN + 'f')
        if formula is not None:
            say('formula', sheet, cell.get('r'), formula.text)
        if value is None:
            return
        if cell.get('t') == 's':
            say('cell', sheet, cell.get('r'), 'text', self.texts[int(value.text)])
        elif cell.get('t') is not None:
            raise ValueError(f'{cell.get("r")} has type {cell.get("t")}')
        elif self.dates[int(cell.get('s', '0'))]:
            date = datetime.date(1899, 12, 30) + datetime.timedelta(days=float(value.text))
            say('cell', sheet, cell.get('r'), 'date', date.isoformat())
        else:
            say('cell', sheet, cell.get('r'), 'number', number(value.text))

    def sheet(self, name, part):
        root = self.parts[part]
        for cell in root.iter(MAIN + 'c'):
            self.cell(name, cell)
        wanted = (('pageSetup', 'paperSize'), ('pageSetup', 'orientation'), ('pageSetup', 'fitToHeight'),
                  ('pageSetUpPr', 'fitToPage'), ('pane', 'topLeftCell'), ('pane', 'state'),
                  ('autoFilter', 'ref'), ('sheetView', 'tabSelected'))
        for tag, key in wanted:
            for item in root.iter(MAIN + tag):
                say('sheet', name, key, item.get(key))
        links = self.related(f'xl/worksheets/_rels/{posixpath.basename(part)}.rels') \
            if f'xl/worksheets/_rels/{posixpath.basename(part)}.rels' in self.parts else {}
        for link in root.iter(MAIN + 'hyperlink'):
            say('sheet', name, link.get('ref'), links[link.get(RELATED + 'id')])

    def all(self):
        book, related = self.parts['xl/workbook.xml'], self.related('xl/_rels/workbook.xml.rels')
        for sheet in book.iter(MAIN + 'sheet'):
            self.sheet(sheet.get('name'), related[sheet.get(RELATED + 'id')])
        for defined in book.iter(MAIN + 'definedName'):
            say('property', defined.get('name'), defined.text)
        for name, part in self.parts.items():
            if name.startswith('xl/charts/'):
                for reference in part.iter(CHART + 'f'):
                    say('chart', reference.text)
        for item in self.parts['docProps/core.xml']:
            say('property', item.tag.split('}')[1], item.text or '')


def ods_cell(sheet, reference, cell):
    kind = cell.get(OFFICE + 'value-type')
    if kind == 'string':
        say('cell', sheet, reference, 'text',
            '\n'.join(''.join(line.itertext()) for line in cell.iter(TEXT + 'p')))
    elif kind == 'date':
        say('cell', sheet, reference, 'date', cell.get(OFFICE + 'date-value'))
    elif kind is not None:
        say('cell', sheet, reference, 'number', number(cell.get(OFFICE + 'value')))


def ods(path):
    """An .ods file: its cells."""
    root = ElementTree.fromstring(zipfile.ZipFile(path).read('content.xml'))
    for table in root.iter(TABLE + 'table'):
        row_number = 0
        for row in table.iter(TABLE + 'table-row'):
            column, rows = 0, int(row.get(TABLE + 'number-rows-repeated', '1'))
            for cell in row:
                if cell.tag not in (TABLE + 'table-cell', TABLE + 'covered-table-cell'):
                    continue
                columns = int(cell.get(TABLE + 'number-columns-repeated', '1'))
                if cell.get(OFFICE + 'value-type') is not None:
                    for at in range(rows * columns):  # like cells beside and below each other stand once
                        reference = f'{column_name(column + at % columns)}{row_number + 1 + at // columns}'
                        ods_cell(table.get(TABLE + 'name'), reference, cell)
                column += columns
            row_number += rows


if __name__ == '__main__':
    if sys.argv[1].endswith('.ods'):
        ods(sys.argv[1])
    else:
        Workbook(sys.argv[1]).all()

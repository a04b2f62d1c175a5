# SPDX-License-Identifier: MPL-2.0
# export/: the file face (Excel out, code lists in) and the program `torv`.

noinst_LIBRARIES += export/libexport.a
export_libexport_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(EXPAT_CFLAGS) $(XLSXWRITER_CFLAGS)
export_libexport_a_SOURCES =
export_libexport_a_SOURCES += export/command.c export/command.h
export_libexport_a_SOURCES += export/command_account.c
export_libexport_a_SOURCES += export/command_check.c
export_libexport_a_SOURCES += export/command_export.c
export_libexport_a_SOURCES += export/command_import_cpv.c
export_libexport_a_SOURCES += export/command_import_sample.c
export_libexport_a_SOURCES += export/command_migrate.c
export_libexport_a_SOURCES += export/command_match.c
export_libexport_a_SOURCES += export/command_rank.c
export_libexport_a_SOURCES += export/command_search.c
export_libexport_a_SOURCES += export/command_statistics.c
export_libexport_a_SOURCES += export/commands.c
export_libexport_a_SOURCES += export/cpv_file.c export/cpv_file.h
export_libexport_a_SOURCES += export/cpv_reading.h
export_libexport_a_SOURCES += export/cpv_xml.c
export_libexport_a_SOURCES += export/field.c
export_libexport_a_SOURCES += export/plan.c
export_libexport_a_SOURCES += export/rank_field.c export/rank_field.h
export_libexport_a_SOURCES += export/rank_file.c export/rank_file.h
export_libexport_a_SOURCES += export/rank_mend.c export/rank_mend.h export/rank_plain.c export/rank_plain.h
export_libexport_a_SOURCES += export/sample.c export/sample.h
export_libexport_a_SOURCES += export/sample_enterprise.c
export_libexport_a_SOURCES += export/sample_field.c
export_libexport_a_SOURCES += export/sample_municipality.c
export_libexport_a_SOURCES += export/sample_picture.c
export_libexport_a_SOURCES += export/sample_tables.h
export_libexport_a_SOURCES += export/soev.c
export_libexport_a_SOURCES += export/suppliers.c
export_libexport_a_SOURCES += export/words.c export/words.h
export_libexport_a_SOURCES += export/workbook.c export/workbook.h
export_libexport_a_SOURCES += export/workbook_styles.c
EXPORT_LIBS = export/libexport.a $(EXPAT_LIBS) $(XLSXWRITER_LIBS)

bin_PROGRAMS += export/torv
export_torv_CPPFLAGS = $(export_libexport_a_CPPFLAGS)
export_torv_SOURCES = export/torv.c
export_torv_LDADD = $(EXPORT_LIBS) $(TORV_LIBS)

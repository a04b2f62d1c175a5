# SPDX-License-Identifier: MPL-2.0
# Makes the enum (-v part=h) or the texts (-v part=c) of the named queries in sql/*.sql.
#
# A block begins with `-- name: plan_line_by_id`, then comment lines saying what it is for, then one
# statement without its closing semicolon. It becomes Q_PLAN_LINE_BY_ID.

function finish() {
	if (name == "")
		return
	if (text == "")
		fail("query " name " has no statement")
	names[++count] = name
	texts[count] = text
	name = text = ""
}

function fail(why) {
	print FILENAME ":" FNR ": " why > "/dev/stderr"
	failed = 1
	exit 1
}

/^-- name: / {
	finish()
	name = $3
	if (name !~ /^[a-z][a-z0-9_]*$/)
		fail("a query's name has a-z, 0-9 and _ only: " name)
	if (name in seen)
		fail("query " name " stands twice")
	seen[name] = 1
	next
}
/^[ \t]*--/ || /^[ \t]*$/ { next }
{
	if (name == "")
		fail("a statement without a name")
	line = $0
	if (line ~ /;[ \t]*$/)
		fail("no semicolon at the end of a query")
	gsub(/\\/, "\\\\", line)
	gsub(/"/, "\\\"", line)
	text = text "\t\t\"" line "\\n\"\n"
}

END {
	if (failed)
		exit 1
	finish()
	print "/* Made from the files in sql/ by sql/queries.awk; do not edit. */"
	if (part == "h") {
		print "#ifndef TORV_QUERY_H\n#define TORV_QUERY_H\n\nenum query {"
		for (i = 1; i <= count; i++)
			print "\tQ_" toupper(names[i]) ","
		print "\tQUERIES\n};\n"
		print "/* The name as it stands in sql/, and the statement. */"
		print "extern const char *const query_names[QUERIES];"
		print "extern const char *const query_texts[QUERIES];\n\n#endif"
	} else {
		print "#include \"lib/query.h\"\n"
		print "const char *const query_names[QUERIES] = {"
		for (i = 1; i <= count; i++)
			print "\t[Q_" toupper(names[i]) "] = \"" names[i] "\","
		print "};\n\nconst char *const query_texts[QUERIES] = {"
		for (i = 1; i <= count; i++)
			printf "\t[Q_%s] =\n%s\t\t\"\",\n", toupper(names[i]), texts[i]
		print "};"
	}
}

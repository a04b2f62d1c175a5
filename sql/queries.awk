# SPDX-License-Identifier: MPL-2.0
# Makes the enum (-v part=h) or the texts (-v part=c) of the named queries in sql/*.sql.
#
# A block begins with `-- name: plan_line_by_id`, then comment lines saying what it is for, then one
# statement without its closing semicolon. It becomes Q_PLAN_LINE_BY_ID.
#
# What several statements have in common stands once: a block that begins with `-- part: match_row` is no query, and a line
# `-- with: match_row` in a query behind it is replaced by the part's lines.

function finish() {
	if (name == "")
		return
	if (text == "")
		fail(name " has no statement")
	if (is_part) {
		parts[name] = text
	} else {
		names[++count] = name
		texts[count] = text
	}
	name = text = ""
}

function begin(new) {
	finish()
	name = new
	if (name !~ /^[a-z][a-z0-9_]*$/)
		fail("a name has a-z, 0-9 and _ only: " name)
	if (name in seen)
		fail(name " stands twice")
	seen[name] = 1
}

function fail(why) {
	print FILENAME ":" FNR ": " why > "/dev/stderr"
	failed = 1
	exit 1
}

/^-- name: / {
	begin($3)
	is_part = 0
	next
}
/^-- part: / {
	begin($3)
	is_part = 1
	next
}
/^-- with: / {
	if (!($3 in parts))
		fail("no part " $3 " before this line")
	text = text parts[$3]
	used[$3] = 1
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
	for (name in parts)
		if (!(name in used))
			fail("nothing is made with the part " name)
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

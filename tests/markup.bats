#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# Documents whose structure nsplit reads: DOCX, HTML, feeds, NITF, NewsML.  The
# news and the papers are invented.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	M=$FIXTURES/markup
}

# Each record of FILE: these fields, tab-separated.
fields() {
	local file=$1 IFS=,

	shift
	nsplit "$file" | jq -r "[$*] | map(. // \"-\") | @tsv"
}

# What offset and length of each record of FILE select in MEMBER.
slices() {
	nsplit "$1" | jq -r '.metadata | [.offset, .length] | @tsv' |
	    while read -r offset length; do
		tail -c +$((offset + 1)) "$2" | head -c "$length"
		echo
	    done
}

@test "a DOCX of several articles gives each with its fields" {
	"$ROOT/tests/make-docx" export.docx
	fields export.docx .title .source .date .author .section >got
	printf '%s\t%s\t%s\t%s\tNEWS\n' \
	    "Council Keeps Lighthouse Open After Long Debate" \
	    "Ostwick Gazette" 2019-05-03 "Jane Holloway" \
	    "Seed Prices Worry Growers" "Marren Herald" 2019-05-04 \
	    "Tom Quill" \
	    "Tugs Free Ferry" "The Skerry Post" 2019-05-05 "Ann Orr" >want
	same want got
	nsplit export.docx | sed -n 2p | jq -r .text >got
	printf '%s\n' "Farmers in the Vale of Marren are paying twice as much for their seed as they did a year ago, a survey by the growers' union says." \
	    "" "The union asked four hundred farms, & half of them answered at once." >want
	same want got
}

@test "a DOCX's cover sheet is no part of its first article" {
	"$ROOT/tests/make-docx" export.docx
	nsplit export.docx | jq -r '[.title, .text] | @json' >want
	"$ROOT/tests/make-docx" export.docx cover
	nsplit export.docx >out
	jq -r '[.title, .text] | @json' out >got
	same want got
	head -n 1 out | jq -r .metadata.preamble | grep -qx "Search Terms: lighthouse"
}

@test "a DOCX is read from a pipe and from an archive, by the name of its part" {
	"$ROOT/tests/make-docx" export.docx
	[ "$(nsplit <export.docx | jq -r .metadata.member | sort -u)" = \
	    word/document.xml ]
	mkdir in
	mv export.docx in
	echo "Just a note." >in/note.txt
	tar czf all.tar.gz in/export.docx in/note.txt
	nsplit all.tar.gz >out
	[ "$(wc -l <out)" -eq 4 ]
	[ "$(head -n 1 out | jq -c '.metadata | [.archive, .member]')" = \
	    '["all.tar.gz","in/export.docx!word/document.xml"]' ]
	python3 -c 'import zipfile as z
with z.ZipFile("all.zip", "w") as f: f.write("in/export.docx"); f.write("in/note.txt")'
	nsplit all.zip | jq -r .text >got
	jq -r .text out >want
	same want got
	[ "$(nsplit --include '*.docx' all.zip | wc -l)" -eq 3 ]
	[ "$(nsplit in | wc -l)" -eq 4 ]
}

@test "DOCX: tabs, breaks and hyphens are text; what was deleted, moved away or stands in for a picture is not" {
	python3 - <<'END'
import zipfile
run = '<w:r><w:t xml:space="preserve">%s</w:t></w:r>'
body = (
    '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>' + run % "Ferry Afloat" +
    '</w:p><w:p>' + run % "The two tugs of the harbour" +
    '<w:r><w:tab/></w:r>' + run % "have pulled the ferry off the sand," +
    '<w:r><w:br/></w:r>' + run % "said the mayor of Marl" +
    '<w:r><w:noBreakHyphen/></w:r>' + run % "Tarn" +
    '<w:del>' + run % " never" + '</w:del>' +
    '<w:moveFrom>' + run % " on Sunday" + '</w:moveFrom>' +
    '<mc:AlternateContent><mc:Choice>' + run % " at dawn" + '</mc:Choice>'
    '<mc:Fallback>' + run % " at dawn" + '</mc:Fallback>'
    '</mc:AlternateContent>' + run % "." + '</w:p>')
with zipfile.ZipFile("edits.docx", "w") as z:
    z.writestr("[Content_Types].xml", "<Types/>")
    z.writestr("word/document.xml",
        '<w:document xmlns:w="w" xmlns:mc="mc"><w:body>' + body +
        '</w:body></w:document>')
END
	nsplit edits.docx >out
	jq -r '[.title, .text] | @json' out >got
	echo '["Ferry Afloat","The two tugs of the harbour\thave pulled the ferry off the sand,\nsaid the mayor of Marl\u2011Tarn at dawn."]' |
	    jq -c . >want
	same want got
}

@test "a DOCX that is cut short gives what there is and is reported" {
	"$ROOT/tests/make-docx" export.docx
	head -c 900 export.docx >cut.docx
	becomes 1 nsplit cut.docx >out 2>err
	grep -q "cut.docx" err
	run ! jq -e 'select(.text | test("w:t|<"))' out
}

@test "offsets are bytes of a DOCX's part" {
	need unzip
	"$ROOT/tests/make-docx" export.docx
	unzip -p export.docx word/document.xml >part
	slices export.docx part >got
	[ "$(grep -c '^<w:p>.*Heading1.*End of </w:t>.*Document</w:t></w:r></w:p>$' \
	    got)" -eq 3 ]
	[ "$(sed -n 3p got | grep -o 'Tugs\|Council\|Seed Prices' | sort -u)" = Tugs ]
}

@test "a feed's items have their fields, and HTML inside them is text" {
	fields "$M/rss.xml" .title .source .date .author .url .language \
	    .section .metadata.item >got
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
	    "Council & Keepers Keep Lighthouse" "Ostwick Gazette" \
	    2019-05-03T14:05:00+02:00 "Jane Holloway" \
	    https://ostwick.example/a/1 en News tag:1 \
	    "Seed Prices" "Ostwick Gazette" 2019-05-04T08:00:00Z - \
	    https://ostwick.example/a/2 en - - >want
	same want got
	nsplit "$M/rss.xml" | head -n 1 | jq -r .text >got
	cat >want <<-'END'
		The council voted on Tuesday.

		"The lamp never went out," Dr. Holm said.
		Nobody asked.

		One
		Two
	END
	sed -i 's/Dr. Holm/Dr.\xC2\xA0Holm/' want
	same want got
	slices "$M/rss.xml" "$M/rss.xml" >got
	[ "$(grep -c '^<item>' got)" -eq 2 ]
	[ "$(grep -c '</item>$' got)" -eq 2 ]
}

@test "Atom: the published date, the link that is the article's, XHTML" {
	fields "$M/atom.xml" .title .source .date .author .url .language .text >got
	printf '%s\t%s\t%s\t%s\t%s\tde\t%s\n' \
	    "Saatgut über Preis" "Marren Bote" 2019-05-04T09:30:00+02:00 \
	    "Hans Huber" https://m.example/1 'Erster Absatz.\n\nZweiter.' \
	    "Ohne Text" "Marren Bote" - - https://m.example/2 Kurz. >want
	same want got
}

@test "NITF in its declared character set" {
	nsplit "$M/nitf-latin1.xml" >out
	jq -r '[.title, .source, .date, .author, .section, .metadata.item, .metadata.encoding, .metadata.cue] | @tsv' \
	    out >got
	printf '%s\t' "Tugs Free Férry" "The Skerry Post" \
	    2019-05-03T14:05:00Z "Ann Orr" Sport X77 windows-1252 >want
	echo nitf >>want
	same want got
	[ "$(jq -r .text out | head -n 1)" = \
	    "A ferry was pulled free by two tugs." ]
	run ! grep -q "Photo" out
}

@test "NewsML 1.2 and G2: every item once" {
	fields "$M/newsml.xml" .title .author .date .metadata.item .text >got
	printf '%s\t' "Seed prices" "Tom Quill" 2019-05-03T14:05:00+02:00 \
	    urn:p:9 >want
	echo 'First paragraph of text.\n\nSecond paragraph.' >>want
	same want got
	fields "$M/newsml-g2.xml" .title .source .author .date .text >got
	printf '%s\t%s\t%s\t%s\t%s\n' "Lamp stays lit" "Coast Agency" \
	    "Jane Holloway" 2019-05-03 'First.\n\nSecond.' \
	    Two newsml-g2.xml - - "Body two." >want
	same want got
}

@test "a saved page is one article with its fields, without its navigation" {
	nsplit "$M/page-1252.html" >out
	jq -r '[.title, .source, .date, .author, .url, .language, .section, .metadata.encoding] | @tsv' \
	    out >got
	printf '%s\t' "Council keeps lighthouse open" "Ostwick Gazette" \
	    2019-05-03T14:05:00+02:00 "Jane Holloway" \
	    https://ostwick.example/a/1 en Coast >want
	echo windows-1252 >>want
	same want got
	jq -r .text out >got
	cat >want <<-'END'
		The harbour council of Ostwick voted on Tuesday to keep the old lighthouse open until the spring, after a long and loud debate.

		“The lamp never went out,” Dr. Holm said twice.

		What now?

		One
		Two
	END
	sed -i 's/Dr. Holm/Dr.\xC2\xA0Holm/' want
	same want got
	[ "$(jq '.metadata | .offset + .length' out)" -eq \
	    "$(wc -c <"$M/page-1252.html")" ]
}

@test "a page without any marks: headline, author and date above the text" {
	fields "$M/divs.html" .title .author .date .text >got
	printf '%s\t' "Seed Prices Worry Growers" "Tom Quill" 2019-05-04 >want
	echo 'Farmers in the Vale of Marren are paying twice as much for their seed as they did a year ago, a survey says.\n\nThe union asked four hundred farms.' >>want
	same want got
}

@test "a page of several articles gives each, not what leads to another page" {
	fields "$M/several.html" .title .author .language .text >got
	printf '%s\t%s\ten\t%s\n' \
	    "Ferry sinks off Orlo" "Greta Palm" \
	    "ORLO — A ferry carrying 40 people sank on Sunday. “We saw it go down,” said a fisherman, Ivo Kline.\n\nNobody was hurt… the coast guard said." \
	    "Bread prices up 3 %" "Tom Reed" \
	    "Bakers blamed the cost of flour, which has doubled since the winter storms closed the mill on the river.\n\nShoppers shrugged." >want
	same want got
	slices "$M/several.html" "$M/several.html" >parts
	[ "$(grep -c "^<h[12]>" parts)" -eq 2 ]
}

@test "exports of databases in HTML are cut into their articles" {
	fields "$M/factiva.html" .title .source .date .author .metadata.cue >got
	printf '%s\t%s\t%s\t%s\tfactiva\n' "Council Keeps Lighthouse Open" \
	    "Ostwick Gazette" 2019-05-03 "Jane Holloway" \
	    "Seed Prices Worry Growers" "Marren Herald" 2019-05-04 \
	    "Tom Quill" >want
	same want got
	fields "$M/nexis.html" .title .source .date .metadata.item .metadata.cue >got
	printf '%s\t%s\t%s\t%s\tdocument\n' "Council Keeps Lighthouse Open" \
	    "Ostwick Gazette" 2019-05-03 1 \
	    "Seed Prices Worry Growers" "Marren Herald" 2019-05-04 2 >want
	same want got
	slices "$M/nexis.html" "$M/nexis.html" | tr '\n' ' ' >got
	grep -q '^<P CLASS="c1"><SPAN CLASS="c2">1 of 2' got
	grep -q '2 of 2 DOCUMENTS.*a year ago' got
}

@test "broken XML costs no more than itself, and is told with its line" {
	sed 's/<pubDate>Sat.*GMT/& \&nonsense; <b>/' "$M/rss.xml" >broken.xml
	becomes 1 nsplit broken.xml "$M/atom.xml" >out 2>err
	grep -q '^nsplit: broken.xml:[0-9]*:[0-9]*: Entity' err
	[ "$(wc -l <out)" -eq 4 ]
}

@test "no entity is expanded, no file read, no depth survived" {
	printf '%s' '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>T</title><description>x&b;y&f;z</description></item></channel></rss>' >laugh.xml
	becomes 1 nsplit laugh.xml >out 2>err
	[ "$(jq -r .text out)" = xyz ]
	{ printf '<html><body>'; yes '<div>' | head -n 5000; } >deep.html
	becomes 1 nsplit deep.html >out 2>err
	grep -q "deep.html:[0-9]*: nested too deep" err
}

@test "a document longer than --max-record is told and passed over" {
	{ sed -n 1,10p "$M/rss.xml"
	    yes '<item><title>Again and again</title></item>' | head -n 40000
	    echo '</channel></rss>'; } >long.xml
	[ "$(nsplit long.xml | wc -l)" -gt 40000 ]
	becomes 1 nsplit --max-record 1M long.xml "$M/atom.xml" >out 2>err
	[ "$(wc -l <out)" -eq 2 ]
	grep -q "^nsplit: long.xml: longer than --max-record" err
}

@test "text that only talks of markup is text" {
	printf 'The <html> tag begins a page, the teacher said.\n' >talk.txt
	[ "$(nsplit talk.txt | jq -r .metadata.cue)" = none ]
	nsplit talk.txt | jq -r .text >got
	same talk.txt got
}

@test "markup gives the same records for any -j and from a pipe of small reads" {
	for f in "$M"/*; do
		nsplit --name x <"$f" >want
		nsplit -j 4 --name x <"$f" >got
		same want got
		LD_PRELOAD=$BUILD/shim.so SHIM_READ=1 nsplit --name x <"$f" >got
		same want got
	done
	nsplit -j 4 "$M"/* "$M"/* >got
	nsplit "$M"/* "$M"/* >want
	same want got
}

@test "sentences and lines of a document have its fields" {
	nsplit -u sentence "$M/atom.xml" | jq -r '[.id[21:], .title, .text] | @tsv' >got
	printf '%s\t%s\t%s\n' .s1 "Saatgut über Preis" "Erster Absatz." \
	    .s2 "Saatgut über Preis" Zweiter. .s1 "Ohne Text" Kurz. >want
	same want got
	[ "$(nsplit --lines "$M/newsml.xml")" = \
	    "First paragraph of text. Second paragraph." ]
}

@test "a page's microdata says what is the headline, the author, the day and the text" {
	cat >page.html <<'END'
<!DOCTYPE html><html lang="en"><head><title>Post | Oxbury</title></head><body>
<div class="menu"><a href="/">Home</a> <a href="/a">Harbour</a></div>
<div itemscope itemtype="http://schema.org/NewsArticle">
<p class="kicker"><span itemprop="articleSection">Harbour</span></p>
<h2 itemprop="headline">Council keeps the old lighthouse open</h2>
<p>By <span itemprop="author">Jane Holloway</span>,
<span itemprop="datePublished" content="2019-05-03">a Friday</span></p>
<div itemprop="articleBody"><p>The harbour council of Ostwick voted to keep the old lighthouse open until the spring.</p>
<p>Keepers said that the lamp had never gone out in ninety years and that it would not now.</p></div>
<p>Read more of our stories about the harbour, the ferries and the lamps of the coast.</p>
</div></body></html>
END
	fields page.html .title .author .date .section >got
	printf '%s\t%s\t%s\t%s\n' "Council keeps the old lighthouse open" \
	    "Jane Holloway" 2019-05-03 Harbour >want
	same want got
	nsplit page.html | jq -r .text >got
	printf '%s\n' "The harbour council of Ostwick voted to keep the old lighthouse open until the spring." \
	    "" "Keepers said that the lamp had never gone out in ninety years and that it would not now." >want
	same want got
}

@test "the main part of a page is its text" {
	cat >page.html <<'END'
<!DOCTYPE html><html xml:lang="en"><head><meta property="og:type" content="article">
<link rel="canonical" href="https://example.org/lamp"></head><body>
<div><p>Subscribe to our letter, which comes each morning with all the news of the coast.</p></div>
<div role="main"><h1>Council keeps the old<br>lighthouse open</h1>
<p>The harbour council of Ostwick voted to keep the old lighthouse open until the spring.</p>
<p>Keepers said that the lamp had never gone out in ninety years and that it would not now.</p></div>
<div><p>The Ostwick Gazette is printed in Ostwick each day but Sunday, and has been for long.</p></div>
</body></html>
END
	fields page.html .title .url .language >got
	printf '%s\t%s\t%s\n' "Council keeps the old lighthouse open" \
	    https://example.org/lamp en >want
	same want got
	nsplit page.html | jq -r .text >got
	printf '%s\n' "The harbour council of Ostwick voted to keep the old lighthouse open until the spring." \
	    "" "Keepers said that the lamp had never gone out in ninety years and that it would not now." >want
	same want got
}

@test "pictures and menus of a WordPress export are no articles" {
	{
		printf '%s' '<rss version="2.0" xmlns:content="c" xmlns:wp="w" xmlns:dc="d"><channel><title>The Ostwick Blog</title>'
		for type in attachment post nav_menu_item revision page; do
			printf '<item><title>The %s of the harbour</title><dc:creator>Jane Holloway</dc:creator><wp:post_type>%s</wp:post_type><content:encoded><![CDATA[<p>The lamp of the harbour burned all night, said the %s.</p>]]></content:encoded></item>' \
			    "$type" "$type" "$type"
		done
		echo '</channel></rss>'
	} >export.xml
	fields export.xml .title .author .source >got
	printf 'The %s of the harbour\tJane Holloway\tThe Ostwick Blog\n' post page >want
	same want got
}

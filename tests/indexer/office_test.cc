#include <gtest/gtest.h>

#include "indexer/readers/zip_parts.h"
#include "tests/indexer/archives.h"
#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kCore[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\">"
    "<dc:title>Roads &amp; bridges</dc:title><dc:creator>Ann Lee</dc:creator>"
    "<dcterms:created>2023-02-02T13:15:07Z</dcterms:created>"
    "<dcterms:modified>2023-03-03T01:00:00Z</dcterms:modified></cp:coreProperties>";

// "title body body", parts and all.
std::vector<std::string> words(const Reading& reading) {
  std::vector<std::string> out;
  for (const Document& d : reading.documents) {
    out.push_back(d.id);
    for (const PartSpan& p : d.parts)
      out.push_back(std::string(name_of(p.part)) + ": " + d.text.substr(p.begin, p.end - p.begin));
  }
  return out;
}

TEST(Docx, ParagraphsNotesAndHeads) {
  const Reading reading = read(
      "a.docx",
      packed("zip",
             {{"[Content_Types].xml", "<Types/>"},
              {"docProps/core.xml", kCore},
              {"word/document.xml",
               "<?xml version=\"1.0\"?><w:document><w:body>"
               "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>The road</w:t></w:r></w:p>"
               "<w:p><w:r><w:t xml:space=\"preserve\">To </w:t></w:r><w:r><w:t>Shu</w:t></w:r>"
               "<w:r><w:t>sha</w:t><w:tab/><w:t>&#1064;&lt;</w:t></w:r></w:p>"
               "<w:p><w:del><w:r><w:delText>Goris</w:delText></w:r></w:del>"
               "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
               "<mc:AlternateContent><mc:Choice><w:p><w:t>Box</w:t></w:p></mc:Choice>"
               "<mc:Fallback><w:p><w:t>Box</w:t></w:p></mc:Fallback></mc:AlternateContent>"
               "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Agdam</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
               "</w:body></w:document>"},
              {"word/footnotes.xml",
               "<w:footnotes><w:footnote w:type=\"separator\"><w:p><w:t>-</w:t></w:p></w:footnote>"
               "<w:footnote><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnote></w:footnotes>"},
              {"word/header1.xml", "<w:hdr><w:p><w:r><w:t>Head</w:t></w:r></w:p></w:hdr>"},
              {"word/media/image1.png", "\x89PNG"}}));
  EXPECT_EQ(reading.result.state, InputState::indexed) << reading.result.reason;
  EXPECT_THAT(words(reading), ElementsAre("a.docx", "chrome: Head", "title: The road",
                                          "body: To Shusha Ш<\nBox\nAgdam\nNote"));
  const Document& d = reading.only();
  EXPECT_EQ(d.title, "Roads & bridges");
  EXPECT_EQ(d.author, "Ann Lee");
  EXPECT_EQ(d.date.iso, "2023-02-02T13:15");
  EXPECT_THAT(d.source_map, IsEmpty());
  EXPECT_THAT(reading.result.members, IsEmpty());
}

TEST(Xlsx, ASheetIsADocument) {
  const Reading reading = read(
      "a.xlsx",
      packed("zip",
             {{"[Content_Types].xml", "<Types/>"},
              {"xl/workbook.xml",
               "<workbook><sheets><sheet name=\"Towns\" sheetId=\"1\" r:id=\"rId2\"/>"
               "<sheet name=\"Rivers\" sheetId=\"2\" r:id=\"rId1\"/></sheets></workbook>"},
              {"xl/_rels/workbook.xml.rels",
               "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet2.xml\"/>"
               "<Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet1.xml\"/></Relationships>"},
              {"xl/sharedStrings.xml",
               "<sst><si><t>Shusha</t></si><si><r><t>Ag</t></r><r><t>dam</t></r>"
               "<rPh><t>x</t></rPh></si></sst>"},
              {"xl/worksheets/sheet1.xml",
               "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c><v>4000</v></c></row>"
               "<row><c t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>a\nb</t></is></c>"
               "<c t=\"s\"><v>99</v></c></row></sheetData></worksheet>"},
              {"xl/worksheets/sheet2.xml",
               "<worksheet><row><c t=\"str\"><f>A1</f><v>Hakari</v></c></row></worksheet>"}}));
  EXPECT_THAT(words(reading),
              ElementsAre("a.xlsx#0", "title: Towns", "body: Shusha\t4000\nAgdam\ta b", "a.xlsx#1",
                          "title: Rivers", "body: Hakari"));
}

TEST(Pptx, SlidesInTheirOrderWithNotes) {
  const auto slide = [](const std::string& title, const std::string& text) {
    return "<p:sld><p:sp><p:nvPr><p:ph type=\"title\"/></p:nvPr><a:p><a:r><a:t>" + title +
           "</a:t></a:r></a:p></p:sp><p:sp><p:ph type=\"body\"/><a:p><a:t>" + text +
           "</a:t></a:p></p:sp><p:sp><p:ph type=\"sldNum\"/><a:p><a:t>7</a:t></a:p></p:sp></p:sld>";
  };
  const Reading reading =
      read("a.pptx",
           packed("zip",
                  {{"[Content_Types].xml", "<Types/>"},
                   {"ppt/presentation.xml",
                    "<p:presentation><p:sldId id=\"256\" r:id=\"rId9\"/><p:sldId id=\"257\" "
                    "r:id=\"rId3\"/></p:presentation>"},
                   {"ppt/_rels/presentation.xml.rels",
                    "<R><Relationship Id=\"rId3\" Target=\"slides/slide1.xml\"/>"
                    "<Relationship Id=\"rId9\" Target=\"slides/slide2.xml\"/></R>"},
                   {"ppt/slides/slide1.xml", slide("Second", "Agdam")},
                   {"ppt/slides/slide2.xml", slide("First", "Shusha")},
                   {"ppt/slides/_rels/slide2.xml.rels",
                    "<R><Relationship Id=\"rId1\" Target=\"../notesSlides/notesSlide1.xml\"/></R>"},
                   {"ppt/notesSlides/notesSlide1.xml",
                    "<p:notes><p:sp><a:p><a:t>Say Goris</a:t></a:p></p:sp></p:notes>"}}));
  EXPECT_THAT(words(reading), ElementsAre("a.pptx", "title: First", "body: Shusha", "chrome: 7",
                                          "body: Say Goris\nSecond\nAgdam", "chrome: 7"));
  EXPECT_EQ(reading.only().title, "First");
}

TEST(Odf, TextsAndSheets) {
  const Reading reading =
      read("a.odt",
           packed("zip",
                  {{"mimetype", "application/vnd.oasis.opendocument.text"},
                   {"content.xml",
                    "<?xml version=\"1.0\"?><office:document-content><office:body>"
                    "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
                    "<text:p text:style-name=\"Title\">The road</text:p>"
                    "<text:p>To\n  <text:span>Shu</text:span>sha<text:s text:c=\"2\"/>now"
                    "<office:annotation><text:p>remark</text:p></office:annotation>.</text:p>"
                    "<table:table><table:table-row><table:table-cell><text:p>Agdam</text:p>"
                    "</table:table-cell><table:table-cell><text:p>4000</text:p></table:table-cell>"
                    "</table:table-row></table:table></office:body></office:document-content>"},
                   {"meta.xml",
                    "<office:meta><meta:initial-creator>Ann</meta:initial-creator><dc:creator>Bob"
                    "</dc:creator><meta:creation-date>2023-02-02T13:15:07.5</meta:creation-date>"
                    "<dc:date>2024-01-01T00:00:00</dc:date></office:meta>"}}));
  EXPECT_THAT(words(reading),
              ElementsAre("a.odt", "title: The road", "body: To Shusha now.\nAgdam \t4000"));
  EXPECT_EQ(reading.only().author, "Ann");
  EXPECT_EQ(reading.only().date.iso, "2023-02-02T13:15");
}

TEST(Odf, ObjectsInsideFollowTheText) {
  const auto content = [](const std::string& words) {
    return "<?xml version=\"1.0\"?><office:document-content><office:body><text:p>" + words +
           "</text:p></office:body></office:document-content>";
  };
  const Reading reading =
      read("a.odt", packed("zip", {{"mimetype", "application/vnd.oasis.opendocument.text"},
                                   {"Object 1/content.xml", content("Rain in Shusha")},
                                   {"Object 1/styles.xml", content("no text")},
                                   {"content.xml", content("To Goris")}}));
  EXPECT_THAT(words(reading), ElementsAre("a.odt", "body: To Goris\nRain in Shusha"));
}

TEST(Epub, AChapterIsADocumentInTheOrderOfReading) {
  const Reading reading = read(
      "a.epub",
      packed(
          "zip",
          {{"mimetype", "application/epub+zip"},
           {"META-INF/container.xml",
            "<container><rootfiles><rootfile full-path=\"OPS/b.opf\"/></rootfiles></container>"},
           {"OPS/b.opf",
            "<package><metadata><dc:title>Walls</dc:title><dc:creator>Ann</dc:creator>"
            "<dc:publisher>Press</dc:publisher><dc:date>2011</dc:date></metadata>"
            "<manifest><item id=\"x\" href=\"t/one%201.xhtml\"/><item id=\"y\" "
            "href=\"two.xhtml\"/><item id=\"n\" href=\"toc.ncx\"/></manifest>"
            "<spine><itemref idref=\"y\"/><itemref idref=\"x\"/><itemref idref=\"lost\"/></spine>"
            "</package>"},
           {"OPS/t/one 1.xhtml",
            "<?xml version=\"1.0\"?><html><body><p>To Shusha.</p></body></html>"},
           {"OPS/two.xhtml",
            "<html><head><title>Preface</title></head><body><p>To Agdam.</p></body></html>"},
           {"OPS/toc.ncx", "<ncx/>"}}));
  ASSERT_EQ(reading.documents.size(), 2U);
  EXPECT_EQ(reading.documents[0].title, "Walls: Preface");
  EXPECT_THAT(reading.documents[0].text, HasSubstr("To Agdam."));
  EXPECT_EQ(reading.documents[1].title, "Walls");
  EXPECT_EQ(reading.documents[1].text, "To Shusha.");
  EXPECT_EQ(reading.documents[1].date.iso, "2011");
  EXPECT_EQ(reading.documents[1].source, "Press");
  for (const Document& d : reading.documents) EXPECT_THAT(d.source_map, IsEmpty());
}

TEST(Epub, PagesBesideTheChaptersAndFilesInsideAreRead) {
  const Reading reading = read(
      "a.epub",
      packed("zip",
             {{"mimetype", "application/epub+zip"},
              {"META-INF/container.xml",
               "<container><rootfiles><rootfile full-path=\"b.opf\"/></rootfiles></container>"},
              {"b.opf",
               "<package><manifest><item id=\"n\" href=\"notes.xhtml\" "
               "media-type=\"application/xhtml+xml\"/>"
               "<item id=\"t\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" "
               "properties=\"nav\"/>"
               "<item id=\"y\" href=\"one.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>"
               "<spine><itemref idref=\"y\"/></spine></package>"},
              {"nav.xhtml", "<html><body><p>Contents</p></body></html>"},
              {"notes.xhtml", "<html><body><p>A note on Goris.</p></body></html>"},
              {"one.xhtml", "<html><body><p>To Shusha.</p></body></html>"},
              {"style.css", "p {}"},
              {"data/list.csv", "title,text\nRain,Rain in Agdam\n"}}));
  std::vector<std::string> texts;
  for (const Document& d : reading.documents) texts.push_back(d.id + ": " + d.text);
  EXPECT_THAT(texts, ElementsAre("a.epub#0: To Shusha.", "a.epub#1: A note on Goris.",
                                 "a.epub!/data/list.csv#0: Rain\n\nRain in Agdam"));
  ASSERT_EQ(reading.result.members.size(), 1U);
  EXPECT_EQ(reading.result.members[0].path, "a.epub!/data/list.csv");
}

TEST(Xlsx, CommentsAndBoxesFollowTheirSheet) {
  const Reading reading = read(
      "a.xlsx",
      packed("zip",
             {{"[Content_Types].xml", "<Types/>"},
              {"xl/workbook.xml",
               "<workbook><sheets><sheet name=\"One\" r:id=\"r1\"/></sheets></workbook>"},
              {"xl/_rels/workbook.xml.rels",
               "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>"
               "</Relationships>"},
              {"xl/worksheets/sheet1.xml",
               "<worksheet><row><c t=\"inlineStr\"><is><t>Kapan</t></is></c></row></worksheet>"},
              {"xl/worksheets/_rels/sheet1.xml.rels",
               "<Relationships><Relationship Id=\"a\" Target=\"../comments1.xml\"/>"
               "<Relationship Id=\"b\" Target=\"../drawings/drawing1.xml\"/></Relationships>"},
              {"xl/comments1.xml",
               "<comments><authors><author>Ann</author></authors><commentList><comment><text><r>"
               "<t>Seen in </t></r><r><t>Goris</t></r></text></comment></commentList></comments>"},
              {"xl/drawings/drawing1.xml",
               "<xdr:wsDr><xdr:sp><xdr:txBody><a:p><a:r><a:t>A box</a:t></a:r></a:p></xdr:txBody>"
               "</xdr:sp></xdr:wsDr>"}}));
  EXPECT_THAT(words(reading),
              ElementsAre("a.xlsx", "title: One", "body: Kapan\nSeen in Goris\nA box"));
}

TEST(Odf, FilesInsideAreMembers) {
  const Reading reading =
      read("a.odt",
           packed("zip", {{"mimetype", "application/vnd.oasis.opendocument.text"},
                          {"content.xml", "<office:body><text:p>To Goris</text:p></office:body>"},
                          {"Object 1", "{\\rtf1\\ansi To Kapan.}"},
                          {"Pictures/1.png", "\x89PNG"}}));
  ASSERT_EQ(reading.documents.size(), 2U);
  EXPECT_EQ(reading.documents[1].id, "a.odt!/Object 1");
  EXPECT_EQ(reading.documents[1].text, "To Kapan.");
}

TEST(Office, BrokenAndHostileFilesEndInAState) {
  std::string laughs = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\">";
  for (char c = 'b'; c < 'z'; ++c)
    laughs += std::string("<!ENTITY ") + c + " \"&" + static_cast<char>(c - 1) + ";&" +
              static_cast<char>(c - 1) + ";\">";
  laughs += "]><w:document><w:p><w:t>Shusha &y;</w:t></w:p></w:document>";
  Reading reading = read("a.docx", packed("zip", {{"word/document.xml", laughs}}));
  EXPECT_EQ(reading.only().text, "Shusha &y;");

  std::string nested;
  for (int i = 0; i < 100'000; ++i) nested += "<w:p>";
  reading = read("a.docx", packed("zip", {{"word/document.xml", nested + "<w:t>Shusha"}}));
  EXPECT_EQ(reading.only().text, "Shusha");

  reading = read("a.docx", packed("zip", {{"word/document.xml", ""}}));
  EXPECT_EQ(reading.result.state, InputState::no_text);

  const std::string whole = packed("zip", {{"[Content_Types].xml", "<Types/>"},
                                           {"word/document.xml", "<w:p><w:t>Shusha</w:t></w:p>"}});
  for (std::size_t length = 5; length < whole.size(); length += 7) {
    reading = read("a.docx", std::string_view(whole).substr(0, length));
    if (reading.result.state == InputState::indexed) {
      EXPECT_EQ(reading.only().text, "Shusha");
    }
    EXPECT_TRUE(reading.result.state == InputState::indexed || !reading.result.reason.empty());
  }
}

TEST(Office, WhatStandsBeforeTheDamageIsKept) {
  std::string text = "<w:p><w:t>To Shusha.</w:t></w:p>";
  for (unsigned i = 1; i < 3000; ++i)
    text += "<w:p><w:t>" + std::to_string(i * 2654435761U) + "</w:t></w:p>";
  const std::string whole = packed("zip", {{"word/document.xml", text}});
  for (const std::size_t length : {whole.size() / 3, whole.size() * 2 / 3}) {
    const Reading reading = read("a.docx", std::string_view(whole).substr(0, length));
    EXPECT_EQ(reading.result.state, InputState::partial);
    EXPECT_THAT(reading.only().text, HasSubstr("To Shusha.\n2654435761"));
    EXPECT_GT(reading.only().text.size(), length / 2);
  }
}

TEST(Office, NamesInsideOfAZip) {
  const struct {
    std::string_view folder, reference, expected;
  } cases[] = {{"xl", "worksheets/a.xml", "xl/worksheets/a.xml"},
               {"ppt/slides", "../notes/a.xml", "ppt/notes/a.xml"},
               {"xl", "/xl/a.xml", "xl/a.xml"},
               {"", "OPS/b.opf", "OPS/b.opf"},
               {"a", "../../../b", "b"},
               {"a", "./b//c", "a/b/c"},
               {"", "", ""}};
  for (const auto& c : cases) EXPECT_EQ(zip_path(c.folder, c.reference), c.expected);
}

TEST(Rtf, WordsInEveryCharset) {
  const struct {
    std::string_view rtf;
    std::string_view expected;
  } cases[] = {
      {R"({\rtf1\ansi Shusha\par Agdam})", "Shusha\nAgdam"},
      {R"({\rtf1\ansi\ansicpg1251 \'d8\'f3\'f8\'e0})", "Шуша"},
      {R"({\rtf1{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}\f1 \'d8\f0 \'e9})", "Шé"},
      {R"({\rtf1 \u350?u\u351?a})", "Şuşa"},
      {R"({\rtf1\uc2 \u-4064 ab\u1064\'d8\'d8x})", "\uF020Шx"},
      {R"({\rtf1 \u-10179?\u-8704?!})", "\U0001F600!"},
      {R"({\rtf1 a\tab b\~c\emdash d\{\\\}})", "a\tb\u00A0c\u2014d{\\}"},
      {R"({\rtf1{\*\generator X;}{\stylesheet s}{\pict 0123}{\v hidden}Goris})", "Goris"},
      {R"({\rtf1{\field{\*\fldinst HYPERLINK "x"}{\fldrslt link}}})", "link"},
      {"{\\rtf1 {\\pict\\bin4 }}}}}Lachin}", "Lachin"},
      {"{\\rtf1 one\\\ntwo}", "one\ntwo"},
      {R"({\rtf1{\header Head\par}Body})", "Head\nBody"},
  };
  for (const auto& c : cases) {
    const Reading reading = read("a.rtf", c.rtf);
    EXPECT_EQ(reading.only().text, c.expected) << c.rtf;
    EXPECT_EQ(reading.result.state, InputState::indexed) << c.rtf;
  }
  const Reading reading = read(
      "a.rtf",
      R"({\rtf1{\info{\title The road}{\author Ann}{\creatim\yr2023\mo2\dy2\hr1}}{\footer F}To Shusha)");
  EXPECT_EQ(reading.only().title, "The road");
  EXPECT_EQ(reading.only().author, "Ann");
  EXPECT_EQ(reading.only().date.iso, "2023-02-02");
  EXPECT_THAT(texts(reading.only(), Part::chrome), ElementsAre("F"));
  EXPECT_EQ(reading.result.state, InputState::partial);
  EXPECT_EQ(read("deep.rtf", "{\\rtf1 " + std::string(200'000, '{') + "Goris").only().text,
            "Goris");
}

}  // namespace
}  // namespace byname::test

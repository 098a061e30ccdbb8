#include <gtest/gtest.h>

#include <cstdlib>

#include "indexer/readers/child.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/pdf_text.h"
#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(PdfText, LinesBecomeParagraphsAndWordsWhole) {
  const struct {
    std::string_view printed;
    std::string_view expected;
  } cases[] = {
      {"To Shusha.\n\f", "[p. 1]\n\nTo Shusha."},
      {"The road to Khan-\nkendi was open\nall day.\n\nNext.\n\f",
       "[p. 1]\n\nThe road to Khankendi was open all day.\n\nNext."},
      {"from Khankendi-\nLachin to the sea\n\f", "[p. 1]\n\nfrom Khankendi-Lachin to the sea"},
      {"дорога в Сте\xC2\xAD\nпанакерт\n\f", "[p. 1]\n\nдорога в Степанакерт"},
      {"Ստեփա֊\nնակերտ քաղաքը\n\f", "[p. 1]\n\nՍտեփանակերտ քաղաքը"},
      {"pages 3-\n4\n\f", "[p. 1]\n\npages 3- 4"},
      {"ends in a hy-\n\f", "[p. 1]\n\nends in a hy-"},
      // A short line is an end: a list, a verse.
      {"Towns:\nShusha and the villages around it\nGoris\n\f",
       "[p. 1]\n\nTowns:\nShusha and the villages around it Goris"},
      {"one\n\f\ftwo\n\f", "[p. 1]\n\none\n\n[p. 2]\n\n[p. 3]\n\ntwo"},
      {"cut", "[p. 1]\n\ncut"},
      {"", ""},
      {"\f", "[p. 1]"},
  };
  for (const auto& c : cases) EXPECT_EQ(pdf_text(c.printed).text, c.expected) << c.printed;
  EXPECT_TRUE(pdf_text("\f\f").blank);
  EXPECT_EQ(pdf_text("\f\f").pages, 2U);
  EXPECT_FALSE(pdf_text("x\f").blank);
}

TEST(PdfText, RunningHeadsAndPageNumbersAreFurniture) {
  std::string printed;
  for (int i = 1; i <= 8; ++i) {
    const std::string n = std::to_string(i);
    printed += (i % 2 ? "Roads of Karabakh " + n : n + " Ann Lee") + "\n\nText number " +
               std::string(1, static_cast<char>('a' + i)) + " of Shusha.\n\n- " + n + " -\n\f";
  }
  const PdfText text = pdf_text(printed);
  std::string body;
  std::uint32_t done = 0;
  for (const PartSpan& part : text.parts) {
    EXPECT_EQ(part.part, Part::chrome);
    body += text.text.substr(done, part.begin - done);
    done = part.end;
  }
  body += text.text.substr(done);
  EXPECT_EQ(body.find("Karabakh"), std::string::npos);
  EXPECT_EQ(body.find("Ann Lee"), std::string::npos);
  EXPECT_EQ(body.find_first_of("0123456789"), std::string::npos) << body;
  EXPECT_NE(body.find("Text number b of Shusha."), std::string::npos);
}

TEST(PdfText, TitlesThatProgramsGive) {
  for (const char* title :
       {"", "Microsoft Word - a.doc", "untitled", "book.indd", "12-3", "Slide 1"})
    EXPECT_TRUE(is_no_title(title)) << title;
  for (const char* title : {"The road", "1918", "Docks"})
    EXPECT_EQ(is_no_title(title), std::string_view(title) == "1918") << title;
  EXPECT_EQ(pdf_info("Title:          The  road\nAuthor: \nPages: 2\n", "Title"), "The road");
  EXPECT_EQ(pdf_info("Title:          The road\nAuthor: \nPages: 2\n", "Author"), "");
  EXPECT_EQ(pdf_info("Custom Title: x\n", "Title"), "");
}

// A PDF of pages with a line of text each.
std::string a_pdf(const std::vector<std::string>& pages, const std::string& info = "") {
  std::string kids, objects;
  std::vector<std::size_t> at(4 + 2 * pages.size());
  std::string out = "%PDF-1.4\n";
  const auto object = [&](std::size_t number, const std::string& what) {
    if (at.size() <= number) at.resize(number + 1);
    at[number] = out.size();
    out += std::to_string(number) + " 0 obj\n" + what + "\nendobj\n";
  };
  for (std::size_t i = 0; i < pages.size(); ++i) kids += std::to_string(5 + 2 * i) + " 0 R ";
  object(1, "<</Type/Catalog/Pages 2 0 R>>");
  object(2, "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages.size()) + ">>");
  object(3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
  object(4, "<<" + info + ">>");
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const std::string drawing =
        pages[i].empty() ? "" : "BT /F1 12 Tf 72 700 Td (" + pages[i] + ") Tj ET";
    object(5 + 2 * i,
           "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 "
           "R>>>>/Contents " +
               std::to_string(6 + 2 * i) + " 0 R>>");
    object(6 + 2 * i, "<</Length " + std::to_string(drawing.size()) + ">>\nstream\n" + drawing +
                          "\nendstream");
  }
  const std::size_t table = out.size();
  out += "xref\n0 " + std::to_string(at.size()) + "\n0000000000 65535 f \n";
  for (std::size_t i = 1; i < at.size(); ++i) {
    char line[32];
    std::snprintf(line, sizeof line, "%010zu 00000 n \n", at[i]);
    out += line;
  }
  return out + "trailer\n<</Size " + std::to_string(at.size()) + "/Root 1 0 R/Info 4 0 R>>\n" +
         "startxref\n" + std::to_string(table) + "\n%%EOF\n";
}

bool has_poppler() { return std::system("pdftotext -v >/dev/null 2>&1") == 0; }

TEST(Pdf, TextWithItsPages) {
  ASSERT_TRUE(has_poppler()) << "pdftotext is not installed (scripts/install-dependencies.sh)";
  const Reading reading = read(
      "a.pdf", a_pdf({"To Shusha.", "To Agdam."},
                     "/Title(The road)/Author(Ann Lee)/CreationDate(D:20230202131507+04'00')"));
  EXPECT_EQ(reading.result.state, InputState::indexed) << reading.result.reason;
  const Document& d = reading.only();
  EXPECT_EQ(d.id, "a.pdf");
  EXPECT_EQ(d.text, "[p. 1]\n\nTo Shusha.\n\n[p. 2]\n\nTo Agdam.");
  EXPECT_EQ(d.title, "The road");
  EXPECT_EQ(d.author, "Ann Lee");
  EXPECT_EQ(d.date.iso.substr(0, 10), "2023-02-02");
  EXPECT_THAT(d.source_map, IsEmpty());
  EXPECT_THAT(texts(d, Part::chrome), ElementsAre("[p. 1]", "[p. 2]"));
}

TEST(Pdf, AScanHasNoTextUnlessSomebodyReadsIt) {
  ASSERT_TRUE(has_poppler()) << "pdftotext is not installed (scripts/install-dependencies.sh)";
  const std::string scan = a_pdf({"", ""});
  Reading reading = read("a.pdf", scan);
  EXPECT_EQ(reading.result.state, InputState::no_text);
  EXPECT_THAT(reading.result.reason, HasSubstr("2 pages without text"));
  use_ocr("head -c 5; printf ' To Shusha\\f'");
  reading = read("a.pdf", scan);
  EXPECT_EQ(reading.only().text, "[p. 1]\n\n%PDF- To Shusha");
  use_ocr("exit 3");
  reading = read("a.pdf", scan);
  EXPECT_EQ(reading.result.state, InputState::failed);
  EXPECT_THAT(reading.result.reason, HasSubstr("left with 3"));
  use_ocr("");
}

TEST(Pdf, BrokenOnesEndInAState) {
  ASSERT_TRUE(has_poppler()) << "pdftotext is not installed (scripts/install-dependencies.sh)";
  const std::string whole = a_pdf({"To Shusha.", "To Agdam.", "To Goris."});
  for (const std::size_t length : {9UL, 60UL, 300UL, 500UL, 800UL, whole.size() - 200}) {
    const Reading reading = read("a.pdf", std::string_view(whole).substr(0, length));
    EXPECT_TRUE(reading.result.state == InputState::indexed || !reading.result.reason.empty());
    EXPECT_TRUE(reading.documents.size() <= 1);
  }
  // The end says where the pages are; without it they are found by themselves, also without the
  // beginning, which holds their order here.
  const std::string cut = whole.substr(0, whole.find("(To Goris") - 60);
  for (const std::string& bytes : {cut, "%PDF-1.4\n" + cut.substr(cut.find("3 0 obj"))}) {
    const Reading reading = read("a.pdf", bytes);
    EXPECT_EQ(reading.result.state, InputState::partial) << reading.result.reason;
    EXPECT_THAT(reading.only().text, HasSubstr("[p. 1]\n\nTo Shusha."));
    EXPECT_THAT(reading.only().text, HasSubstr("[p. 2]\n\nTo Agdam."));
  }
  // Pages that hold themselves.
  std::string loop = whole;
  loop.replace(loop.find("/Kids[5"), 7, "/Kids[2");
  const Reading reading = read("a.pdf", loop);
  EXPECT_TRUE(reading.result.state == InputState::indexed || !reading.result.reason.empty());
}

TEST(Child, EndsInTimeAndIsNotBelieved) {
  SourceFile file(std::string_view("abc"));
  std::string text;
  const auto take = [&](std::string_view piece) {
    text += piece;
    return true;
  };
  EXPECT_EQ(run_child({"cat"}, file, {}, take).wrong, "");
  EXPECT_EQ(text, "abc");
  EXPECT_EQ(run_child({"sh", "-c", "exit 7"}, file, {}, take).exit, 7);
  EXPECT_TRUE(run_child({"no-such-program-anywhere"}, file, {}, take).missing);
  EXPECT_THAT(run_child({"sleep", "60"}, file, {.seconds = 1}, take).wrong, HasSubstr("seconds"));
  EXPECT_THAT(run_child({"sh", "-c", "kill -SEGV $$"}, file, {}, take).wrong, HasSubstr("crashed"));
  EXPECT_THAT(run_child({"yes"}, file, {.output = 1 << 20}, take).wrong, HasSubstr("1 MiB"));
}

}  // namespace
}  // namespace byname::test

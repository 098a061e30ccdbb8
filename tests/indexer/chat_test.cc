// Chats as text and subtitles.
#include <gtest/gtest.h>

#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> said(const Reading& reading) {
  std::vector<std::string> all;
  for (const Document& d : reading.documents)
    all.push_back(d.author + " | " + d.date.iso + " | " + d.text);
  return all;
}

TEST(Chat, EveryMessageIsADocument) {
  const struct {
    std::string_view chat;
    std::vector<std::string> expected;
  } cases[] = {
      {"12.05.23, 14:02 - Messages are end-to-end encrypted.\n12.05.23, 14:02 - Ann Lee: To "
       "Shusha.\nAnd on.\n13.05.23, 9:05 - Боб: <Без медиафайлов>\n13.05.23, 09:06 - Боб: В Шуше\n",
       {"Ann Lee | 2023-05-12T14:02 | To Shusha.\nAnd on.", "Боб | 2023-05-13T09:06 | В Шуше"}},
      {"[12.05.2023, 14:02:11] Ann: \xE2\x80\x8Eimage omitted\r\n\xE2\x80\x8E[12.05.2023, "
       "14:03:00] "
       "Ann: To Goris: now\r\n",
       {"Ann | 2023-05-12T14:03 | To Goris: now"}},
      // A number over 12 tells the order; so does that time goes on; else only the year is sure.
      {"5/12/23, 2:02 PM - Ann: a b\n5/13/23, 12:05\xE2\x80\xAF"
       "AM - Ann: c d\n",
       {"Ann | 2023-05-12T14:02 | a b", "Ann | 2023-05-13T00:05 | c d"}},
      {"02/01/2023, 10:00 - Ann: a b\n01/02/2023, 10:00 - Ann: c d\n",
       {"Ann | 2023-01-02T10:00 | a b", "Ann | 2023-02-01T10:00 | c d"}},
      {"03/04/2023, 10:00 - Ann: a b\n03/04/2023, 10:01 - Ann: c d\n",
       {"Ann | 2023 | a b", "Ann | 2023 | c d"}},
      {"2023-05-12, 14:02 - Ann: a b\n2023-05-12, 14:02 - Ann: c d\n",
       {"Ann | 2023-05-12T14:02 | a b", "Ann | 2023-05-12T14:02 | c d"}},
  };
  for (const auto& c : cases) {
    const Reading reading = read("d/WhatsApp Chat with Bo.txt", c.chat);
    EXPECT_EQ(said(reading), c.expected) << c.chat;
    EXPECT_EQ(reading.result.state, InputState::indexed);
    for (const Document& d : reading.documents) {
      EXPECT_EQ(d.source, "WhatsApp Chat with Bo");
      expect_sound(d, c.chat);
    }
  }
  EXPECT_THAT(read("_chat.txt", cases[0].chat).result.reason,
              HasSubstr("1 service message(s), 1 without text"));
  // A diary is none.
  for (const char* text : {"12.05.23, 14:02 - left Shusha.\nIt rained.\n", "12.05.23 Shusha\n",
                           "Notes\n12.05.23, 14:02 - Ann: a\n12.05.23, 14:02 - Ann: b\n"})
    EXPECT_EQ(read("a.txt", text).only().text, text);
}

TEST(Subtitles, AreWhatIsSaid) {
  const struct {
    std::string_view file, expected;
  } cases[] = {
      {"1\r\n00:00:01,000 --> 00:00:02,500\r\nTo <i>Shusha</i>\r\n&amp; "
       "on\r\n\r\n2\r\n00:00:03,000 "
       "--> 00:00:04,000 X1:1\r\n2023\r\n",
       "To Shusha\n& on\n2023"},
      {"WEBVTT Kind: captions\n\nNOTE no\n\nSTYLE\n::cue {}\n\nintro\n00:01.000 --> 00:02.000 "
       "align:start\n<v Ann>To<00:01.500><c> Goris</c>\n\n00:02.000 --> 00:03.000\n<v "
       "Ann>To<00:01.500><c> Goris</c>\nNow < then\n",
       "To Goris\nNow < then"},
      {"[Script Info]\nTitle: x\n[Events]\nFormat: a\nDialogue: "
       "0,0:00:01.00,0:00:02.00,D,,0,0,0,,To "
       "{\\i1}Agdam{\\i0},\\Nnow\n",
       "To Agdam,\nnow"},
  };
  for (const auto& c : cases) {
    const Document d = read("a.srt", c.file).only();
    EXPECT_EQ(d.text, c.expected);
    expect_sound(d, c.file);
  }
  EXPECT_EQ(source_bytes(read("a", cases[0].file).only(), cases[0].file, "& on"), "&amp; on");
  EXPECT_EQ(read("a.vtt", "WEBVTT\n").result.state, InputState::no_text);
}

}  // namespace
}  // namespace byname::test

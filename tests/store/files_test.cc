// The binary files one by one: what goes in comes out.
#include "store/files.h"

#include <gmock/gmock.h>

#include <random>

#include "schemas/error.h"
#include "schemas/hash.h"
#include "store/document_record.h"
#include "store/ledger.h"
#include "store/manifest.h"
#include "store/stub.h"
#include "store/table_file.h"
#include "store/tasks.h"
#include "store/text_file.h"
#include "store/words_file.h"
#include "tests/support/a_document.h"
#include "tests/support/temporary_directory.h"

namespace byname::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(Coding, NumbersComeBack) {
  const std::uint64_t numbers[] = {0, 1, 127, 128, 16383, 16384, 0xffffffff, ~std::uint64_t{0}};
  std::string bytes;
  for (const auto n : numbers) put_varint(bytes, n);
  ByteReader in(bytes, "test");
  for (const auto n : numbers) EXPECT_EQ(in.varint(), n);
  EXPECT_THROW(in.varint(), IndexError);
  EXPECT_THROW(ByteReader(std::string(11, '\xff'), "test").varint(), IndexError);
  EXPECT_THROW(ByteReader("\x05"
                          "abc",
                          "test")
                   .string(),
               IndexError);
  for (const std::int64_t n :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1},
        std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
    EXPECT_EQ(unzigzag(zigzag(n)), n);
}

TEST(Coding, StreamsOfNumbersComeBack) {
  std::mt19937 random(5);
  std::vector<std::uint32_t> numbers;
  std::string bytes;
  for (int i = 0; i < 10'000; ++i) numbers.push_back(random() >> random() % 32);
  for (const std::uint32_t n : numbers) put_varint(bytes, n);
  std::vector<std::uint32_t> read{1, 2, 3};
  read_varints(bytes, "test", read);
  EXPECT_EQ(read, numbers);
  read_varints("", "test", read);
  EXPECT_TRUE(read.empty());
  EXPECT_THROW(read_varints("\xff", "test", read), IndexError);
  EXPECT_THROW(read_varints("\x01\xff\xff", "test", read), IndexError);
  EXPECT_THROW(read_varints("\xff\xff\xff\xff\xff\x01", "test", read), IndexError);
}

TEST(TableFile, GivesBackItsSections) {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "t";
  const std::string large(3'000'000, 'x');  // more than two pieces
  TableWriter out(path, "test", 3);
  out.write("abc");
  out.next_section();
  out.write(large);
  out.next_section();
  out.write_array(std::vector<std::uint32_t>{1, 2, 3});
  out.finish();
  const TableFile in(path, "test", 3);
  EXPECT_EQ(in.section(0), "abc");
  EXPECT_EQ(in.section(1), large);
  EXPECT_EQ(in.array<std::uint32_t>(2)[2], 3u);
  EXPECT_THROW(in.array<std::uint32_t>(2)[3], IndexError);
  EXPECT_THROW(in.array<std::uint64_t>(2), IndexError);
  EXPECT_THROW(in.slice(0, 2, 4), IndexError);
  EXPECT_NO_THROW(in.check());
  EXPECT_THAT([&] { TableFile(path, "other", 3); }, ThrowsMessage<IndexError>(HasSubstr("kind")));
  EXPECT_THROW(TableFile(path, "test", 2), IndexError);
  EXPECT_THAT([&] { TableFile(directory.path() / "none", "test", 3); },
              ThrowsMessage<IndexError>(HasSubstr("No such file")));
}

TEST(TableFile, UnfinishedOneIsNoFile) {
  const TemporaryDirectory directory;
  { TableWriter(directory.path() / "t", "test", 1).write("abc"); }
  EXPECT_THROW(TableFile(directory.path() / "t", "test", 1), IndexError);
}

TEST(DocumentRecord, GivesBackEveryField) {
  Document full = a_document("ru")
                      .id("x")
                      .title("T")
                      .source("S")
                      .author("A")
                      .url("U")
                      .date("2023-02")
                      .build()
                      .document;
  full.retrieved = "2024-01-01T00:00:00Z";
  full.modified = -5;
  full.date.origin = DateOrigin::address;
  full.updated = {"2023-03-04", DateKind::stated, DateUnit::day, "4 March 2023", DateOrigin::page};
  full.section = 7;
  full.root = std::string("\0\xff", 2);
  Document odd;
  odd.uid = "not hex!";
  odd.sha256 = "ABCDEF";
  odd.cluster = "abc";
  odd.path = "p";
  odd.id = "p#0";
  odd.source_size = ~std::uint64_t{0};
  odd.modified = std::numeric_limits<std::int64_t>::min();
  odd.parts = {{Part::chrome, 9, 3}, {Part::title, 0, 0xffffffff}};
  Document same_path = odd;
  same_path.id = "p";
  for (Document document : {Document{}, full, odd, same_path}) {
    document.text.clear();
    document.source_map.clear();
    EXPECT_EQ(decode_record(encode_record(document), "test"), document);
  }
}

TEST(DocumentRecord, ChangedBytesAreNoticed) {
  const std::string bytes = encode_record(a_document("en").title("Baku").build().document);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 4);
    EXPECT_THROW(decode_record(changed, "test"), IndexError) << i;
    EXPECT_THROW(decode_record(bytes.substr(0, i), "test"), IndexError) << i;
  }
}

TEST(SourceMap, GivesBackEveryRun) {
  const std::vector<SourceRun> runs{
      {0, 10, 100, 10, 1}, {10, 2, 110, 6, 3},         {14, 5, 50, 5, 2},
      {19, 0, 7, 3, 9},    {30, 1, 1ull << 40, 1, 99}, {31, 7, 0, 0, 1},
  };
  EXPECT_EQ(decode_source_map(encode_source_map(runs), "test"), runs);
  EXPECT_TRUE(decode_source_map("", "test").empty());
  EXPECT_THROW(decode_source_map("\x01", "test"), IndexError);
}

std::string random_text(std::mt19937& random, std::size_t size) {
  std::string text;
  while (text.size() < size) text += "word" + std::to_string(random() % 50) + ' ';
  text.resize(size);
  return text;
}

TEST(TextFile, GivesBackEveryRange) {
  const TemporaryDirectory directory;
  std::mt19937 random(3);
  std::vector<std::string> texts;
  for (const std::size_t size : {0, 1, 100, 900, 5000, 0, 1023, 1024, 1025, 3, 700, 700, 70'000, 0})
    texts.push_back(random_text(random, size));
  // Two files of small blocks, and one that holds the blocks of both.
  for (const std::string name : {"a", "b"}) {
    TextWriter out(directory.path() / name, 1024);
    for (const std::string& text : texts) out.add(text);
    out.finish();
  }
  {
    TextWriter out(directory.path() / "both", 1024);
    out.append(TextFile(directory.path() / "a"));
    out.add("between");
    out.append(TextFile(directory.path() / "b"));
    out.finish();
  }
  std::vector<std::string> expected = texts;
  expected.emplace_back("between");
  expected.insert(expected.end(), texts.begin(), texts.end());
  const TextFile in(directory.path() / "both");
  ASSERT_EQ(in.documents(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    ASSERT_EQ(in.size(i), expected[i].size());
    EXPECT_EQ(in.read(i, 0, 0xffffffff), expected[i]);
    for (int n = 0; n < 20; ++n) {
      const auto begin = static_cast<std::uint32_t>(random() % (expected[i].size() + 2));
      const auto end = static_cast<std::uint32_t>(random() % (expected[i].size() + 2));
      const std::string wanted =
          begin < end && begin < expected[i].size() ? expected[i].substr(begin, end - begin) : "";
      EXPECT_EQ(in.read(i, begin, end), wanted);
    }
  }
}

TEST(WordsFile, NumbersGoByFrequency) {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "words";
  WordsWriter out(path, {"", "en"});
  out.add("a", {.documents = 1, .occurrences = 2, .tokens = 2, .languages = {{1, 1}}});
  out.add("b", {.documents = 4, .occurrences = 9, .tokens = 9, .flags = kPlainWord});
  out.add("c", {.tokens = 2});
  EXPECT_THAT(out.finish(), ElementsAre(1, 0, 2));
  const WordsFile in(path);
  ASSERT_EQ(in.size(), 3u);
  EXPECT_EQ(in.find("b"), 1u);
  EXPECT_EQ(in.find("bb"), std::nullopt);
  EXPECT_EQ(in.find(""), std::nullopt);
  EXPECT_EQ(in.lower_bound("bb"), 2u);
  EXPECT_EQ(in.number(2), 2u);
  EXPECT_EQ(in.facts(0).languages.front().first, 1u);
  EXPECT_EQ(in.facts(1).flags, kPlainWord);
}

TEST(Ledger, GivesBackWhatItHoldsSorted) {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "ledger";
  const LedgerEntry a{.root = "r", .path = "a\tb\\n\nc", .reason = "odd \\ name"};
  const LedgerEntry b{.root = "r",
                      .path = "b",
                      .record = "line 7",
                      .state = InputState::no_text,
                      .sha256 = "ab",
                      .size = 1ull << 40,
                      .modified = -3,
                      .documents = 2};
  const LedgerEntry c{.root = "s", .state = InputState::deleted};
  write_ledger(path, {c, b, a});
  EXPECT_THAT(read_ledger(path), ElementsAre(a, b, c));
  EXPECT_THAT(read_file(path), HasSubstr("\tno text\t"));
  write_ledger(path, {});
  EXPECT_TRUE(read_ledger(path).empty());
}

TEST(Ledger, BrokenOnesAreNoticed) {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "ledger";
  write_ledger(path, {{.root = "r", .path = "p"}});
  const std::string whole = read_file(path);
  const std::string cases[] = {
      "",
      "root\n",
      whole.substr(0, whole.size() - 1),
      whole + "x\n",
      whole + "\n",
      whole + "r\tp\t\tgone\t\t\t0\t0\t0\n",
      whole + "r\tp\t\tindexed\t\t\t-1\t0\t0\n",
      whole + "r\tp\t\tindexed\t\t\t0\t0\t0\t0\n",
  };
  for (const std::string& bytes : cases) {
    write_file(path, bytes);
    EXPECT_THROW(read_ledger(path), IndexError) << bytes;
  }
}

TEST(Manifest, GivesBackEveryField) {
  const Manifest m{.analyzer = "a",
                   .gazetteer = "g",
                   .names = "n",
                   .generation = 7,
                   .commit = 3,
                   .previous = 6,
                   .built = "2020-01-01T00:00:00Z",
                   .program = "p",
                   .roots = {{"news", "/srv/Şuşa"}},
                   .gazetteer_files = {"/x/\"y\""},
                   .misspelt = true,
                   .segments = {"gen-000007/segment-0"},
                   .deleted = {""},
                   .ledger = "gen-000007/ledger",
                   .documents = 1ull << 40,
                   .mentions = 2,
                   .text_bytes = 3};
  EXPECT_EQ(manifest_from_json(to_json(m), "test"), m);
}

TEST(Manifest, BrokenOnesAreNoticed) {
  const std::string good = to_json({.segments = {"s"}, .deleted = {""}, .ledger = "l"});
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string changed = good;
    changed.replace(changed.find(from), from.size(), to);
    return changed;
  };
  const struct {
    std::string json;
    const char* says;
  } cases[] = {
      {"", "damaged"},
      {"[]", "damaged"},
      {"{}", "damaged"},
      {std::string(100'000, '['), "damaged"},
      {with("\"s\"", "\"/etc\""), "leaves the index"},
      {with("\"s\"", "\"../s\""), "leaves the index"},
      {with("\"s\"", "7"), "damaged"},
      {with("\"s\"", ""), "deleted and segments"},
      {with("\"layout\": 5", "\"layout\": 99"), "layout 99"},
      {with("\"documents\": 0", "\"documents\": \"x\""), "damaged"},
  };
  for (const auto& c : cases)
    EXPECT_THAT([&] { manifest_from_json(c.json, "test"); },
                ThrowsMessage<IndexError>(HasSubstr(c.says)))
        << c.json.substr(0, 200);
}

TEST(Stub, GivesBackWhatItNames) {
  const Stub stub{.generation = 7, .commit = 3, .newest = 8, .shards = {"gen-000007/a", "b c"}};
  EXPECT_EQ(stub_from_text(to_text(stub), "test"), stub);
  for (const char* text :
       {"", "glass x\n", "# byname \n", "# byname 7\n", "# byname 7+x\n", "# byname 7+3",
        "# byname 99999999999+1\n", "# byname 7+3x\n", "# byname 7+3\n"})
    EXPECT_THROW(stub_from_text(text, "test"), IndexError) << text;
}

TEST(Tasks, DoEverythingThatIsAdded) {
  for (const unsigned threads : {1u, 2u, 8u}) {
    std::atomic<int> done = 0;
    Tasks tasks;
    for (int i = 0; i < 10; ++i)
      tasks.add([&] {
        ++done;
        tasks.add([&] { ++done; });
      });
    tasks.run(threads);
    EXPECT_EQ(done, 20);
  }
}

TEST(Tasks, GiveOnTheFirstError) {
  Tasks tasks;
  for (int i = 0; i < 10; ++i) tasks.add([] { throw IndexError("broken"); });
  EXPECT_THAT([&] { tasks.run(4); }, ThrowsMessage<IndexError>("broken"));
}

}  // namespace
}  // namespace byname::test

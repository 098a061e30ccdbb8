#include "store/glass_writer.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "schemas/error.h"
#include "tests/support/temporary_directory.h"

namespace byname::test {
namespace {

namespace fs = std::filesystem;

struct DrawnShard {
  std::vector<std::string> data{};                           // of each document
  std::map<std::string, std::vector<GlassPosting>> terms{};  // in order
};

// `every`: the term t is in each document whose number it divides, plus one.
DrawnShard drawn(std::uint32_t documents, std::uint32_t terms, std::uint32_t every) {
  DrawnShard shard;
  for (std::uint32_t d = 1; d <= documents; ++d)
    shard.data.push_back(d % 5 == 0 ? "" : "document " + std::string(d % 90, 'x'));
  for (std::uint32_t t = 0; t < terms; ++t) {
    std::string name = "term" + std::to_string(t * 7919) + std::string(t % 150, 'e');
    if (t == 3) name = std::string("zero\0inside", 11);
    auto& list = shard.terms[name];
    for (std::uint32_t d = 1 + t % every; d <= documents; d += 1 + t % every)
      list.push_back({d, t % 11 == 0 ? 0 : d % 300 + t % 3});
    if (list.empty()) list.push_back({documents, 1});
  }
  return shard;
}

void write_ours(const DrawnShard& shard, const fs::path& path) {
  fs::create_directory(path);
  std::vector<std::uint64_t> lengths(shard.data.size());
  for (const auto& [name, list] : shard.terms)
    for (const GlassPosting& posting : list) lengths[posting.document - 1] += posting.count;
  GlassWriter out(path);
  for (std::size_t i = 0; i < lengths.size(); ++i) out.add_document(shard.data[i], lengths[i]);
  for (const auto& [name, list] : shard.terms) out.add_term(name, list);
  out.finish();
}

void write_xapians(const DrawnShard& shard, const fs::path& path) {
  std::vector<Xapian::Document> documents(shard.data.size());
  for (const auto& [name, list] : shard.terms)
    for (const GlassPosting& posting : list)
      documents[posting.document - 1].add_term(name, posting.count);
  Xapian::WritableDatabase database(path.string(), Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    documents[i].set_data(shard.data[i]);
    database.add_document(documents[i]);
  }
  database.commit();
}

std::string told(const Xapian::Database& database) {
  std::ostringstream out;
  out << database.get_doccount() << ' ' << database.get_total_length() << ' '
      << database.get_doclength_lower_bound() << ' ' << database.get_doclength_upper_bound()
      << '\n';
  for (Xapian::docid d = 1; d <= database.get_lastdocid(); ++d)
    out << database.get_doclength(d) << ' ' << database.get_document(d).get_data() << '\n';
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    out << *term << ' ' << database.get_termfreq(*term) << ' '
        << database.get_collection_freq(*term);
    for (auto p = database.postlist_begin(*term); p != database.postlist_end(*term); ++p)
      out << ' ' << *p << ':' << p.get_wdf();
    out << '\n';
  }
  return out.str();
}

TEST(GlassWriter, WritesWhatXapianWrites) {
  const struct {
    std::uint32_t documents, terms, every;
  } cases[] = {{0, 0, 1}, {1, 1, 1}, {7, 12, 3}, {40, 3000, 9}, {1, 12'000, 1}, {3'000, 5, 4}, {33'000, 1, 1}};
  for (const auto& c : cases) {
    SCOPED_TRACE(std::to_string(c.documents) + " " + std::to_string(c.terms));
    const TemporaryDirectory directory;
    const DrawnShard shard = drawn(c.documents, c.terms, c.every);
    write_ours(shard, directory.path() / "ours");
    write_xapians(shard, directory.path() / "theirs");
    EXPECT_EQ(Xapian::Database::check((directory.path() / "ours").string(), 0, nullptr), 0u);
    for (const char* name : {"ours", "theirs"})
      Xapian::Database((directory.path() / name).string())
          .compact((directory.path() / name).string() + "-compact", Xapian::Compactor::FULL);
    const auto read = [&](const char* name) {
      return told(Xapian::Database((directory.path() / name).string()));
    };
    const std::string expected = read("theirs");
    EXPECT_EQ(read("ours"), expected);
    EXPECT_EQ(read("ours-compact"), expected);
  }
}

TEST(GlassWriter, RefusesTermsThatXapianCannotHold) {
  const TemporaryDirectory directory;
  GlassWriter out(directory.path());
  out.add_document("", 1);
  const std::vector<GlassPosting> once{{1, 1}};
  out.add_term(std::string(245, 'a'), once);
  EXPECT_THROW(out.add_term(std::string(250, 'b'), once), IndexError);
}

}  // namespace
}  // namespace byname::test

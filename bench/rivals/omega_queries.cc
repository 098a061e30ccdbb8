// Xapian's own search for comparison: asks an index that xapian-omega's scriptindex
// built (bench/rivals/omega.script), with Xapian's query parser and snippets.
//
//   omega_queries DATABASE queries.tsv OUT.tsv ROUNDS
//
// As bench/rivals/Lucene.java does. No stemming, all words needed. The estimate of
// the total that a search gives is not exact, so the total is counted without the clock.
#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "bench/timing.h"

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "omega_queries DATABASE QUERIES OUT ROUNDS\n");
    return 2;
  }
  try {
    Xapian::Database database(argv[1]);
    Xapian::QueryParser parser;
    parser.set_database(database);
    parser.set_default_op(Xapian::Query::OP_AND);
    std::ifstream file(argv[2]);
    std::FILE* out = std::fopen(argv[3], "w");
    if (out == nullptr) throw std::string(argv[3]) + " cannot be written";
    struct Asked {
      std::string name{};
      std::string text{};
      double microseconds = 1e300;
      std::size_t marks = 0;
    };
    std::vector<Asked> asked;
    for (std::string line; std::getline(file, line);) {
      const std::size_t first = line.find('\t');
      const std::size_t second = line.find('\t', first + 1);
      asked.push_back({.name = line.substr(0, first),
                       .text = line.substr(second + 1, line.find('\t', second + 1) - second - 1)});
    }
    for (int round = 0; round < std::atoi(argv[4]); ++round) {
      for (Asked& a : asked) {
        const double start = byname::bench::thread_seconds();
        Xapian::Enquire enquire(database);
        enquire.set_query(parser.parse_query(a.text, Xapian::QueryParser::FLAG_PHRASE));
        const Xapian::MSet best = enquire.get_mset(0, 10);
        a.marks = 0;
        for (auto hit = best.begin(); hit != best.end(); ++hit) {
          const std::string data = hit.get_document().get_data();
          const std::string snippet =
              best.snippet(data, 500, Xapian::Stem(), Xapian::MSet::SNIPPET_EXHAUSTIVE, "\2", "\3");
          a.marks += static_cast<std::size_t>(std::count(snippet.begin(), snippet.end(), '\2'));
        }
        a.microseconds =
            std::min(a.microseconds, (byname::bench::thread_seconds() - start) * 1e6);
      }
    }
    for (const Asked& a : asked) {
      Xapian::Enquire enquire(database);
      enquire.set_query(parser.parse_query(a.text, Xapian::QueryParser::FLAG_PHRASE));
      const Xapian::MSet all = enquire.get_mset(0, 0, database.get_doccount());
      std::fprintf(out, "%s\t%u\t%.1f\t%zu\n", a.name.c_str(), all.get_matches_estimated(),
                   a.microseconds, a.marks);
    }
    std::fclose(out);
  } catch (const Xapian::Error& e) {
    std::fprintf(stderr, "omega_queries: %s\n", e.get_description().c_str());
    return 1;
  } catch (const std::string& e) {
    std::fprintf(stderr, "omega_queries: %s\n", e.c_str());
    return 1;
  }
}

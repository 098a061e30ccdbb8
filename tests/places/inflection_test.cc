// The suffix grammars against the hand-made lists of forms that lie beside the
// project, where there are any: every name's forms by folded key, as the
// compiled gazetteer holds them, and no matcher.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "places/paradigm.h"
#include "text/scanner.h"

namespace byname::test {
namespace {

namespace fs = std::filesystem;

// The folder names/ beside the project, if there is one.
std::vector<fs::path> lists() {
  for (const char* up : {"/../shared/names", "/../../shared/names"}) {
    const fs::path path = fs::path(BYNAME_SOURCE_DIR + std::string(up));
    if (fs::exists(path / "inflection.tsv")) return {path};
  }
  return {};
}

using Row = std::map<std::string, std::string>;

std::vector<Row> rows_of(const fs::path& path) {
  std::ifstream in(path);
  std::string line;
  const auto cells = [&] {
    std::vector<std::string> result(1);
    for (const char c : line) {
      if (c == '\t') {
        result.emplace_back();
      } else {
        result.back() += c;
      }
    }
    return result;
  };
  std::getline(in, line);
  const std::vector<std::string> header = cells();
  std::vector<Row> rows;
  while (std::getline(in, line)) {
    const std::vector<std::string> values = cells();
    Row row;
    for (std::size_t i = 0; i < header.size() && i < values.size(); ++i) row[header[i]] = values[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

struct Entry {
  std::string place;
  Form form;
  bool is_name = false;
};

class Index {
 public:
  explicit Index(const fs::path& folder) {
    for (const Row& row : rows_of(folder / "places.tsv")) {
      const std::string& name = row.at("name");
      add({row.at("place_id"), {name}, true});
      ++names;
      for (Form& form : forms_of(name, row.at("lang"))) {
        ++forms;
        add({row.at("place_id"), std::move(form), false});
      }
    }
  }

  const std::vector<Entry>* find(const std::string& key) const {
    const auto found = entries_.find(key);
    return found == entries_.end() ? nullptr : &found->second;
  }

  std::size_t names = 0;
  std::size_t forms = 0;

 private:
  void add(Entry entry) { entries_[fold(entry.form.text)].push_back(std::move(entry)); }

  std::unordered_map<std::string, std::vector<Entry>> entries_;
};

// A written form, all its runs of words, and what stands on either side of an apostrophe: what
// a matcher looks up.
std::vector<std::string> keys_of(const std::string& written) {
  std::vector<std::string> keys;
  for (const bool cut : {false, true}) {
    std::vector<std::string> words;
    std::istringstream in(fold(written));
    for (std::string word; in >> word;) {
      const std::size_t mark = word.find('\'');
      if (cut && mark != std::string::npos && mark < 6) word.erase(0, mark + 1);
      words.push_back(word);
    }
    for (std::size_t count = words.size(); count > 0; --count) {
      for (std::size_t first = 0; first + count <= words.size(); ++first) {
        std::string key;
        for (std::size_t i = first; i < first + count; ++i)
          key += (key.empty() ? "" : " ") + words[i];
        keys.push_back(key);
      }
    }
  }
  return keys;
}

// Made once: the two tests read it.
const Index& index_of(const fs::path& folder) {
  static const Index index(folder);
  return index;
}

struct Share {
  int hit = 0;
  int all = 0;
};

// Not there at all where the lists are not.
class InflectionLists : public ::testing::TestWithParam<fs::path> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(InflectionLists);
INSTANTIATE_TEST_SUITE_P(BesideTheProject, InflectionLists, ::testing::ValuesIn(lists()),
                         [](const auto&) { return std::string("Names"); });

TEST_P(InflectionLists, FormsAreFound) {
  const Index& index = index_of(GetParam());
  std::map<std::string, Share> shares;
  std::string missed;
  std::string kinds;
  for (const Row& row : rows_of(GetParam() / "inflection.tsv")) {
    std::set<std::string> expected;
    std::istringstream in(row.at("place_ids"));
    for (std::string id; in >> id;) expected.insert(id);
    const Entry* found = nullptr;
    for (const std::string& key : keys_of(row.at("form"))) {
      const std::vector<Entry>* entries = index.find(key);
      for (std::size_t i = 0; entries != nullptr && found == nullptr && i < entries->size(); ++i) {
        if (expected.contains((*entries)[i].place)) found = &(*entries)[i];
      }
      if (found != nullptr) break;
    }
    for (const std::string& stratum : {std::string("all"), row.at("lang"), row.at("relation")}) {
      ++shares[stratum].all;
      shares[stratum].hit += found != nullptr;
    }
    if (found == nullptr) missed += " " + row.at("form");
    if (found != nullptr &&
        (row.at("relation") == "inflection") != (found->form.kind == MentionKind::name)) {
      kinds += " " + row.at("form") + ":" + std::string(name_of(found->form.kind));
    }
  }
  std::cout << index.names << " names, " << index.forms << " forms\n";
  for (const auto& [stratum, share] : shares) {
    std::cout << stratum << " " << share.hit << "/" << share.all << "  ";
  }
  std::cout << "\nmissed:" << missed << "\nkind unlike the list's relation:" << kinds << "\n";
  EXPECT_GE(shares["all"].hit, 0.985 * shares["all"].all);
}

TEST_P(InflectionLists, LookAlikesAreNot) {
  const Index& index = index_of(GetParam());
  std::map<std::string, Share> raw;
  std::map<std::string, Share> cased;
  std::string hits;
  for (const Row& row : rows_of(GetParam() / "inflection_negatives.tsv")) {
    const std::string& text = row.at("string");
    const std::string& strength = row.at("strength");
    const std::string marked = fold_keeping_marks(text);
    TokenStream stream;
    scan(text, stream);
    bool hit = false;
    bool hit_with_case = false;
    for (const std::string& key : keys_of(text)) {
      const std::vector<Entry>* entries = index.find(key);
      if (entries == nullptr) continue;
      for (const Entry& entry : *entries) {
        if (entry.place != row.at("looks_like")) continue;
        // Marks that the form has not tell another word (Küba, Kuba).
        if (marked != fold(text) && marked != fold_keeping_marks(entry.form.text)) continue;
        hit = true;
        if (stream.tokens.empty() || !stream.tokens.front().has(kCased) ||
            stream.tokens.front().has(kInitialUpper) || entry.form.lower_case) {
          hit_with_case = true;
          if (strength == "hard") hits += " " + text + "=" + entry.form.text;
        }
      }
    }
    ++raw[strength].all;
    ++cased[strength].all;
    raw[strength].hit += hit;
    cased[strength].hit += hit_with_case;
  }
  for (const auto& [strength, share] : raw) {
    std::cout << strength << " hit " << share.hit << "/" << share.all << ", with letter case "
              << cased[strength].hit << "\n";
  }
  std::cout << "hard hits with letter case:" << hits << "\n";
  EXPECT_LE(cased["hard"].hit, 0.02 * cased["hard"].all);
}

}  // namespace
}  // namespace byname::test

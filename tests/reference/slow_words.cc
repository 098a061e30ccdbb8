#include "tests/reference/slow_words.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/reference/icu_scanner.h"

namespace byname::test {

namespace {

using WordSets = std::map<std::string, std::set<std::string>, std::less<>>;

void add_words(std::string_view text, std::set<std::string>& words) {
  const TokenStream stream = scan_by_icu(text);
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) words.emplace(stream.term(i));
}

bool holds(const WordSets& sets, std::string_view name, const std::string& word) {
  const auto found = sets.find(name);
  return found != sets.end() && found->second.contains(word);
}

}  // namespace

std::string project_file(const std::string& path) {
  std::ifstream file(BYNAME_SOURCE_DIR "/" + path, std::ios::binary);
  if (!file) throw std::runtime_error(path + " cannot be read");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

SlowWords::SlowWords() {
  for (const auto& entry :
       std::filesystem::directory_iterator(BYNAME_SOURCE_DIR "/places/common_words")) {
    const std::string list = entry.path().stem();
    std::istringstream lines(project_file("places/common_words/" + list + ".txt"));
    std::string role;
    for (std::string line; std::getline(lines, line);) {
      line = line.substr(0, line.find('#'));
      if (list == "phrases") {
        if (const std::string key = terms_of(scan_by_icu(line)); !key.empty()) phrases_.insert(key);
      } else if (list == "tags") {
        add_words(line, tags_);
      } else if (list != "roles") {
        if (line.starts_with("small:"))
          add_words(line.substr(6), small_[list]);
        else
          add_words(line, common_[list]);
      } else if (line.starts_with('[')) {
        role = line.substr(1, line.find(']') - 1);
      } else {
        add_words(line, roles_[role]);
      }
    }
  }
  std::istringstream lines(project_file("text/function_words.tsv"));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string::npos) continue;
    add_words(line.substr(tab + 1), function_[line.substr(0, tab)]);
  }
}

const SlowWords& SlowWords::all() {
  static const SlowWords words;
  return words;
}

bool SlowWords::is_common(const std::string& term, std::string_view lang) const {
  return holds(common_, lang.substr(0, 2), term);
}

bool SlowWords::is_small(const std::string& term, std::string_view lang) const {
  return holds(small_, lang.substr(0, 2), term);
}

bool SlowWords::is_function_word(const std::string& term, std::string_view lang) const {
  return holds(function_, lang == "hyw" ? "hy" : lang, term);
}

bool SlowWords::has_role(const std::string& term, std::string_view role) const {
  return holds(roles_, role, term);
}

bool SlowWords::has_any_role(const std::string& term) const {
  return std::any_of(roles_.begin(), roles_.end(),
                     [&](const auto& role) { return role.second.contains(term); });
}

}  // namespace byname::test

#include "text/function_words.h"

#include <algorithm>
#include <bit>

#include "embedded/function_words.h"
#include "schemas/hash.h"
#include "text/scanner.h"

namespace byname {

const FunctionWords& FunctionWords::all() {
  static const FunctionWords words;
  return words;
}

FunctionWords::FunctionWords() {
  TokenStream stream;
  std::string_view rest = embedded::function_words();
  while (!rest.empty()) {
    const std::size_t line_end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, line_end);
    rest.remove_prefix(std::min(line_end + 1, rest.size()));
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) continue;
    const std::string lang(line.substr(0, tab));
    if (!has_language(lang)) known_.push_back(lang);
    scan(line.substr(tab + 1), stream);
    for (const Token& token : stream.tokens) {
      const std::string term(stream.term(token));
      bits_.set(hash64(term) % kBits);
      std::vector<std::string>& langs = languages_[term];
      if (std::find(langs.begin(), langs.end(), lang) == langs.end()) langs.push_back(lang);
    }
  }
  slots_.resize(std::bit_ceil(languages_.size() * 4));
  for (const auto& [term, langs] : languages_) {
    const std::uint64_t hash = hash64(term);
    std::size_t at = hash % slots_.size();
    while (slots_[at].hash != 0) at = (at + 1) % slots_.size();
    slots_[at].hash = hash;
    for (std::size_t i = 0; i < known_.size(); ++i) {
      if (std::find(langs.begin(), langs.end(), known_[i]) != langs.end())
        slots_[at].mask |= std::uint32_t{1} << i;
    }
  }
}

std::uint32_t FunctionWords::mask_of(std::string_view term) const {
  const std::uint64_t hash = hash64(term);
  for (std::size_t at = hash % slots_.size(); slots_[at].hash != 0; at = (at + 1) % slots_.size()) {
    if (slots_[at].hash == hash) return slots_[at].mask;
  }
  return 0;
}

bool FunctionWords::contains(std::string_view lang, std::string_view term) const {
  const std::vector<std::string>& langs = languages_of(term);
  return std::find(langs.begin(), langs.end(), lang) != langs.end();
}

const std::vector<std::string>& FunctionWords::languages_of(std::string_view term) const {
  static const std::vector<std::string> none;
  if (!may_be(hash64(term))) return none;
  const auto at = languages_.find(term);
  return at == languages_.end() ? none : at->second;
}

}  // namespace byname

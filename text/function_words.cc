#include "text/function_words.h"

#include <algorithm>
#include <bit>
#include <map>

#include "embedded/function_words.h"
#include "text/scanner.h"

namespace byname {

const FunctionWords& FunctionWords::all() {
  static const FunctionWords words;
  return words;
}

FunctionWords::FunctionWords() {
  std::map<std::uint64_t, std::uint32_t> masks;
  TokenStream stream;
  std::string_view rest = embedded::function_words();
  while (!rest.empty()) {
    const std::size_t line_end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, line_end);
    rest.remove_prefix(std::min(line_end + 1, rest.size()));
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) continue;
    const std::string_view lang = line.substr(0, tab);
    if (bit_of(lang) == 0) known_.emplace_back(lang);
    scan(line.substr(tab + 1), stream);
    for (const Token& token : stream.tokens) masks[hash64(stream.term(token))] |= bit_of(lang);
  }
  slots_.resize(std::bit_ceil(masks.size() * 4));
  for (const auto& [hash, mask] : masks) {
    bits_.set(hash % kBits);
    std::size_t at = hash % slots_.size();
    while (slots_[at].mask != 0) at = (at + 1) % slots_.size();
    slots_[at] = {hash, mask};
  }
}

}  // namespace byname

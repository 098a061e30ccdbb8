#include "places/name_counter.h"

#include <algorithm>

#include "places/code_points.h"
#include "text/scanner.h"

namespace byname {

NameCounter::NameCounter(const Gazetteer& gazetteer) {
  for (const Name& name : gazetteer.names) {
    std::string key = fold(name.text);
    if (key.empty()) continue;
    const auto tokens = static_cast<std::size_t>(std::count(key.begin(), key.end(), ' ')) + 1;
    std::size_t& longest = longest_[key.substr(0, key.find(' '))];
    longest = std::max(longest, tokens);
    counts_.try_emplace(std::move(key));
  }
}

void NameCounter::read(std::string_view text) {
  scan(text, stream_);
  for (std::size_t i = 0; i < stream_.tokens.size(); ++i) {
    const Token& token = stream_.tokens[i];
    if (token.has(kInUrl)) continue;
    first_.assign(stream_.term(i));
    const auto longest = longest_.find(first_);
    if (longest == longest_.end()) continue;
    const bool small = writes_capitals(text, token) && !token.has(kInitialUpper);
    key_.clear();
    for (std::size_t n = 0; n < longest->second && i + n < stream_.tokens.size(); ++n) {
      if (n > 0) key_ += ' ';
      key_ += stream_.term(i + n);
      const auto count = counts_.find(key_);
      if (count != counts_.end()) ++(small ? count->second.small : count->second.capital);
    }
  }
}

}  // namespace byname

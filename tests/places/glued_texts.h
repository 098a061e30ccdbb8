// Texts glued at random from what the matcher must tell apart: names and their
// forms, spoilt in many ways, beside words that look like names, titles, given
// names, hashtags, quotation marks, marks and junk bytes.
//
//   GluedTexts texts(gazetteer, spellings);
//   const GluedText text = texts.next(seed);   // equal for equal seeds
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/place.h"

namespace byname::test {

struct GluedText {
  struct Piece {
    std::string text{};  // with what stands before it
    bool name = false;
  };
  std::vector<Piece> pieces{};
  std::string lang{};

  std::string text() const;
};

class GluedTexts {
 public:
  // `spellings`: by name, the name and its forms.
  GluedTexts(const Gazetteer& gazetteer, const std::vector<std::vector<std::string>>& spellings);

  GluedText next(std::uint64_t seed);

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  std::string_view pick(const std::vector<std::string>& from) { return from[below(from.size())]; }
  template <std::size_t N>
  std::string pick(const char* const (&from)[N]) {
    return from[below(N)];
  }

  std::string name();
  std::string doubtful_name();
  std::string spoilt(std::string name);
  std::string hashtag();
  std::string name_like();
  std::string word();
  std::string junk();
  std::string glue();

  const Gazetteer& gazetteer_;
  const std::vector<std::vector<std::string>>& spellings_;
  std::vector<std::string> words_{};  // of all lists
  std::vector<std::string> roles_{};
  std::vector<std::string> tags_{};
  std::vector<std::string> phrases_{};
  std::vector<std::size_t> doubtful_{};  // names with a remark
  std::vector<std::size_t> near_{};      // names of places that hang together, for one text
  std::mt19937_64 random_{};
};

}  // namespace byname::test

// May this stretch of text be one of these forms? Letter case, diacritical
// marks and language of the surface against what the gazetteer has.
//
// Not here: what the rest of the document says (places/context.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "places/context.h"
#include "places/name_facts.h"
#include "text/language.h"
#include "text/token.h"

namespace byname {

// How the key was made from the tokens.
enum class Shape : std::uint8_t {
  whole,
  without_apostrophe,  // Step'anakert as stepanakert
  before_apostrophe,   // Karabağ'ın as karabağ
  after_elision,       // d'Artsakh as artsakh
  joined,              // Stepana-\nkert as stepanakert
  tag,                 // part of a hashtag
};

struct Window {
  std::uint32_t first = 0;  // token
  std::uint16_t tokens = 0;
  Shape shape = Shape::whole;
  std::uint32_t begin = 0;  // bytes of the text
  std::uint32_t end = 0;
};

// What holds for the whole document.
struct Setting {
  std::string_view text{};
  const TokenStream* stream = nullptr;
  std::string_view lang{};
  std::uint32_t packed_lang = 0;
  bool informal = false;  // hardly a capital anywhere
};

class CandidateJudge {
 public:
  CandidateJudge(const NameFacts& facts, const Setting& setting)
      : facts_(facts), setting_(setting) {}

  // Appends to `options` one entry a place for those of `entries` that may
  // stand there. Returns how many; when none, `reason` is the rule that refused
  // a listed name (none if there was no listed name among them).
  std::size_t options(const Window& window, std::string_view key,
                      const std::vector<FormEntry>& entries, std::vector<Option>& options,
                      RejectReason& reason, NameNumber& refused);

 private:
  enum class Capitals : std::uint8_t { right, partly, none };

  Capitals capitals(const Window& window, const NameFact& fact, const FormEntry& entry) const;
  bool joins_two(const Window& window, const FormEntry& entry);
  bool is_surname(const Window& window, std::string_view key) const;
  bool starts_shouting(const Window& window) const;
  bool small_letters_do(const Window& window, std::string_view key, const NameFact& fact,
                        const FormEntry& entry, RejectReason& reason) const;
  bool tells_language(Script script) const;
  bool speaks(const NameFact& fact, bool exact, bool telling) const;
  std::string with_marks(const Window& window) const;

  void gather(std::string_view key, const std::vector<FormEntry>& entries, std::uint32_t marked);
  bool equal_but_for_blanks(const FormEntry& entry, std::string_view marked_key) const;

  const NameFacts& facts_;
  const Setting& setting_;
  std::vector<FormEntry> parts_{};
  std::vector<NameFact> gathered_{};  // of the entries in hand, doubts shared
};

}  // namespace byname

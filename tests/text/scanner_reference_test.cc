// The table-driven scanner and the slow one on ICU must agree, on every fixture
// and on texts glued at random.

#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <iterator>
#include <random>
#include <string>

#include "tests/reference/icu_scanner.h"
#include "tests/text/scanner_fixtures.h"
#include "text/decode.h"
#include "text/scanner.h"

namespace byname::test {

namespace {

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    char buffer[8];
    if (c >= ' ' && c < 127 && c != '\\') {
      result += c;
    } else {
      std::snprintf(buffer, sizeof buffer, "\\x%02X", static_cast<unsigned char>(c));
      result += buffer;
    }
  }
  return result;
}

bool agree(std::string_view text) {
  TokenStream fast;
  scan(text, fast);
  const TokenStream slow = scan_by_icu(text);
  return described(fast) == described(slow) && fold(text) == terms_of(slow) &&
         fold_keeping_marks(text) == terms_of(scan_by_icu_keeping_marks(text));
}

void expect_agreement(std::string_view text, const std::string& where) {
  TokenStream fast;
  scan(text, fast);
  EXPECT_EQ(described(fast), described(scan_by_icu(text))) << where << "\n"
                                                           << text << "\n"
                                                           << escaped(text);
  EXPECT_EQ(fold_keeping_marks(text), terms_of(scan_by_icu_keeping_marks(text)))
      << where << "\n"
      << text << "\n"
      << escaped(text);
}

class Texts {
 public:
  explicit Texts(std::uint32_t seed) : random_(seed) {}

  std::string next() {
    std::string text;
    const std::size_t pieces = 1 + below(7);
    for (std::size_t i = 0; i < pieces; ++i) add_piece(text);
    return text;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  char32_t one_of(std::u32string_view set) { return set[below(set.size())]; }

  void add_piece(std::string& text) {
    switch (below(12)) {
      case 0:
      case 1:
        text += kFixtures[below(std::size(kFixtures))];
        break;
      case 2: {  // a part of a fixture, maybe cut inside a character
        const std::string_view whole = kFixtures[below(std::size(kFixtures))];
        if (!whole.empty()) text += whole.substr(below(whole.size()), 1 + below(8));
        break;
      }
      case 3:
        text += static_cast<char>(below(256));
        break;
      case 4:
        append_utf8(text, one_of(U".,:;-–/\\_#@'’ʼ`\"()!?|\u00AD\u200B\u200C\u200D ՚՞՝։֊"));
        break;
      case 5:
        append_utf8(text, one_of(U" \n\r\t\f\u00A0\u2009\u3000\u2029"));
        break;
      case 6:
        append_utf8(text,
                    one_of(U"\u0301\u0300\u0306\u0307\u0308\u0327\u0323\u0326\u030C\u0345\u064B"
                           U"\u0654\u05B0\u093C\u094D\u3099\u0483\u20E3\uFE0F\u0338"));
        break;
      case 7: {  // letters that mix
        for (std::size_t i = 1 + below(5); i > 0; --i) {
          append_utf8(text,
                      one_of(U"aceopxyiIlABCкКаеорсухіӏҹәəüïöştŞгГ1αοΝօսհբლს한か京กअ9ՙւեԵՒև"));
        }
        break;
      }
      case 8:
        text += std::to_string(below(2000));
        break;
      case 9: {  // groups of digits
        const char32_t separator = one_of(U",. '\u00A0’");
        for (std::size_t i = 1 + below(3); i > 0; --i) {
          text += std::to_string(below(1200));
          append_utf8(text, separator);
        }
        break;
      }
      case 10:
        append_utf8(text, code_point());
        break;
      default: {
        static constexpr std::string_view kGlue[] = {
            "http://", "www.", "U.S.", "a.", "Б.", "@", "#", ".az", "://", "\n\n", "- ", "-\n"};
        text += kGlue[below(std::size(kGlue))];
      }
    }
  }

  // Any character; those of the first planes more often.
  char32_t code_point() {
    static constexpr char32_t kLimits[] = {0x250, 0x700, 0x3000, 0x11000, 0x110000};
    const char32_t c = static_cast<char32_t>(below(kLimits[below(std::size(kLimits))]));
    return c >= 0xD800 && c <= 0xDFFF ? U'x' : c;
  }

  std::mt19937 random_;
};

TEST(ScannerAgainstIcu, AgreesOnEveryFixture) {
  for (const std::string_view text : kFixtures) expect_agreement(text, "fixture");
}

TEST(ScannerAgainstIcu, AgreesOnEveryPairOfFixtures) {
  for (const std::string_view a : kFixtures) {
    std::string text(a);
    text += ' ';
    text += kFixtures[(a.size() * 31) % std::size(kFixtures)];
    text += a;
    expect_agreement(text, "pair");
  }
}

TEST(ScannerAgainstIcu, AgreesOnEveryCharacterAlone) {
  std::size_t wrong = 0;
  // Planes 4 to 13 are empty.
  for (char32_t c = 0; c < 0x40000 && wrong < 10; ++c) {
    if (!u_isdefined(static_cast<UChar32>(c)) || u_charType(static_cast<UChar32>(c)) == U_SURROGATE)
      continue;
    // Of the ideographs and syllables, which are alike, every sixteenth.
    if (c >= 0x3400 && c % 16 != 0 && (c < 0xF900 || c >= 0x10000)) continue;
    std::string text = "a";
    append_utf8(text, c);
    text += "b ";
    append_utf8(text, c);
    if (agree(text)) continue;
    ++wrong;
    expect_agreement(text, "U+" + std::to_string(c));
  }
}

TEST(ScannerAgainstIcu, AgreesOnTextsGluedAtRandom) {
  constexpr std::uint32_t kTexts = 120'000;
  std::size_t wrong = 0;
  for (std::uint32_t seed = 1; seed <= kTexts && wrong < 10; ++seed) {
    const std::string text = Texts(seed).next();
    if (agree(text)) continue;
    ++wrong;
    expect_agreement(text, "seed " + std::to_string(seed));
  }
}

}  // namespace

}  // namespace byname::test

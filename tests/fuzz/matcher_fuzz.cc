// Any text, in some language and with a body that ends somewhere: mentions found in it, and what
// must hold for them. The first byte chooses the language, the second where the furniture begins.
#include <array>
#include <string>
#include <vector>

#include "places/matcher.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/world.h"
#include "text/scanner.h"

namespace byname::fuzz {
namespace {

void check_mentions(std::string_view text, const TokenStream& stream,
                    const std::vector<Mention>& mentions) {
  const Mention* before = nullptr;
  std::uint32_t taken = 0;
  for (const Mention& m : mentions) {
    check(m.begin < m.end && m.end <= text.size(), "a mention lies inside the text");
    check(m.tokens > 0 && m.first_token + m.tokens <= stream.tokens.size(), "and has tokens");
    check(stream.tokens[m.first_token].begin <= m.begin &&
              m.end <= stream.tokens[m.first_token + m.tokens - 1].end,
          "in which it lies");
    check(m.name < world().name_count() && world().place_of(m.name) == m.place,
          "a name of its place");
    check((m.kind == MentionKind::rejected) == (m.reason != RejectReason::none),
          "what is rejected has a reason");
    check(m.confidence <= 1000, "a confidence is at most 1");
    if (before != nullptr)
      check(std::tie(before->begin, before->end, before->place) < std::tie(m.begin, m.end, m.place),
            "mentions are sorted, none comes twice");
    before = &m;
    if (m.kind == MentionKind::rejected) continue;
    check(m.begin >= taken, "mentions do not overlap");
    taken = m.end;
  }
}

}  // namespace
}  // namespace byname::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace byname;
  static const NameMatcher matcher(fuzz::world());
  static constexpr std::array<std::string_view, 10> kLanguages{"",   "az", "en", "ru", "hy",
                                                               "tr", "ka", "fa", "uk", "de"};
  fuzz::Input input(data, size);
  const std::string_view lang = kLanguages[input.byte() % kLanguages.size()];
  const std::uint8_t body = input.byte();
  const std::string_view text = input.rest();
  static TokenStream stream;
  scan(text, stream);
  // A part ends where a token ends.
  const std::size_t border =
      stream.tokens.empty() ? 0 : stream.tokens[body % stream.tokens.size()].end;
  std::vector<PartSpan> parts;
  if (border > 0) parts.push_back({Part::body, 0, static_cast<std::uint32_t>(border)});
  if (border < text.size())
    parts.push_back({Part::chrome, static_cast<std::uint32_t>(border),
                     static_cast<std::uint32_t>(text.size())});
  std::vector<Mention> mentions;
  matcher.find({text, stream, parts, lang}, mentions);
  fuzz::check_mentions(text, stream, mentions);
  return 0;
}

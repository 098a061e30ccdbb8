#include "text/segmenter.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "text/decode.h"

namespace byname {

namespace {

// One a thread: opening one costs a millisecond.
icu::BreakIterator& words() {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> created(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) {
      throw std::runtime_error(std::string("ICU has no word breaker (") + u_errorName(status) +
                               "): install libicu72 with its data");
    }
    return created;
  }();
  return *iterator;
}

}  // namespace

void find_segments(std::string_view run, std::vector<WordSpan>& segments) {
  segments.clear();
  icu::UnicodeString text;
  std::vector<std::uint32_t> offsets;  // byte of each UTF-16 unit
  const auto* begin = reinterpret_cast<const unsigned char*>(run.data());
  const auto* end = begin + run.size();
  for (const auto* p = begin; p < end;) {
    const DecodedLetter d = decode(p, end);
    text.append(static_cast<UChar32>(d.code_point));
    offsets.resize(static_cast<std::size_t>(text.length()), static_cast<std::uint32_t>(p - begin));
    p += d.length;
  }
  offsets.push_back(static_cast<std::uint32_t>(run.size()));
  icu::BreakIterator& iterator = words();
  iterator.setText(text);
  std::int32_t from = iterator.first();
  for (std::int32_t to = iterator.next(); to != icu::BreakIterator::DONE; to = iterator.next()) {
    segments.push_back(
        {offsets[static_cast<std::size_t>(from)], offsets[static_cast<std::size_t>(to)]});
    from = to;
  }
}

}  // namespace byname

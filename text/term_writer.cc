#include "text/term_writer.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/unistr.h>

#include "text/decode.h"

namespace byname {

namespace {

const icu::Normalizer2& nfc() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFCInstance(status);
  }();
  return *instance;
}

char32_t last_code_point(std::string_view valid) {
  std::size_t at = valid.size();
  while (at > 0 && is_continuation(static_cast<unsigned char>(valid[--at]))) {
  }
  const auto* p = reinterpret_cast<const unsigned char*>(valid.data());
  return valid.empty() ? 0 : decode(p + at, p + valid.size()).code_point;
}

// The letter that bears the marks of a composed one: ï and i are one base.
char32_t without_marks(char32_t letter) {
  icu::UnicodeString parts;
  if (letter < 0xC0 || !nfc().getDecomposition(static_cast<UChar32>(letter), parts)) return letter;
  return static_cast<char32_t>(parts.char32At(0));
}

}  // namespace

void TermWriter::discard() {
  used_ = start_;
  begin();
}

void TermWriter::grow(std::size_t more) {
  terms_.resize(std::max(terms_.size() * 2, used_ + more + 16 * kSlack));
}

void TermWriter::append(std::string_view bytes) {
  if (full_) return;
  if (used_ - start_ + bytes.size() > kLongestFold) {
    full_ = true;
    limit_ = 0;
    return;
  }
  if (terms_.size() < used_ + bytes.size() + kSlack) grow(bytes.size());
  std::copy(bytes.begin(), bytes.end(), terms_.begin() + static_cast<std::ptrdiff_t>(used_));
  used_ += bytes.size();
  set_limit();
}

char32_t TermWriter::base() {
  if (!base_known_) {
    base_ = without_marks(last_code_point(std::string_view(terms_).substr(start_, used_ - start_)));
    base_known_ = true;
  }
  return base_;
}

void TermWriter::letter(Entry entry, std::string_view source) {
  char buffer[8];
  std::string_view folded = table_.fold(entry, source, buffer);
  if (entry.has(Entry::kSlow)) {
    if (folded == "ւ") {
      if (base() == U'ե') folded = "վ";
    } else {
      compose_ = true;
    }
  }
  append(folded);
  base_script_ = entry.script();
  base_known_ = false;
}

void TermWriter::mark(Entry entry, std::string_view source) {
  char buffer[8];
  const std::string_view folded = table_.fold(entry, source, buffer);
  const auto* p = reinterpret_cast<const unsigned char*>(folded.data());
  const auto* end = p + folded.size();
  const char32_t letter = base();
  while (p < end) {
    const DecodedLetter d = decode(p, end);
    p += d.length;
    const char32_t mark = unified_mark(letter, d.code_point);
    if (keeps_mark(base_script_, letter, mark, marks_)) {
      std::string bytes;
      append_utf8(bytes, mark);
      append(bytes);
      compose_ = true;
    } else {
      lost_mark_ |= keeps_mark(base_script_, letter, mark, Marks::keep);
    }
  }
}

void TermWriter::apostrophe() {
  append("'");
  base_script_ = Script::none;
  base_known_ = false;
}

void TermWriter::bytes(std::string_view folded) {
  append(folded);
  base_known_ = false;
}

void TermWriter::compose() {
  const icu::StringPiece term(terms_.data() + start_, static_cast<std::int32_t>(used_ - start_));
  UErrorCode status = U_ZERO_ERROR;
  if (nfc().isNormalizedUTF8(term, status)) return;
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  nfc().normalizeUTF8(0, term, sink, nullptr, status);
  if (U_FAILURE(status)) return;
  used_ = start_;
  full_ = false;
  append(composed);
}

}  // namespace byname

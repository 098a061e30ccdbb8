#include "store/document_record.h"

#include <algorithm>

#include "schemas/hash.h"
#include "store/coding.h"

namespace byname {
namespace {

// Strings of hexadecimal digits take half their length: first a byte that says
// which form follows.
constexpr char kPlain = 0;
constexpr char kHex = 1;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

void put_hex_string(std::string& out, std::string_view value) {
  if (value.size() % 2 != 0 ||
      std::any_of(value.begin(), value.end(), [](char c) { return hex_digit(c) < 0; })) {
    out.push_back(kPlain);
    put_string(out, value);
    return;
  }
  out.push_back(kHex);
  put_varint(out, value.size() / 2);
  for (std::size_t i = 0; i < value.size(); i += 2)
    out.push_back(static_cast<char>(hex_digit(value[i]) * 16 + hex_digit(value[i + 1])));
}

std::string take_hex_string(ByteReader& in) {
  static constexpr char kDigits[] = "0123456789abcdef";
  const char form = in.take(1)[0];
  const std::string_view bytes = in.string();
  if (form == kPlain) return std::string(bytes);
  std::string result;
  result.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    result.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
    result.push_back(kDigits[static_cast<unsigned char>(c) & 15]);
  }
  return result;
}

// The id is nearly always the path or the path and the section.
constexpr char kIdIsPath = 0;
constexpr char kIdIsPathAndSection = 1;
constexpr char kIdIsOwn = 2;

std::string path_and_section(const Document& d) { return d.path + '#' + std::to_string(d.section); }

std::uint32_t sum_of(std::string_view bytes) { return static_cast<std::uint32_t>(hash64(bytes)); }

void put_kind_of_date(std::string& out, const Date& date) {
  out.push_back(static_cast<char>(date.kind));
  out.push_back(static_cast<char>(date.unit));
  out.push_back(static_cast<char>(date.origin));
}

void take_kind_of_date(ByteReader& in, Date& date) {
  date.kind = static_cast<DateKind>(std::min<unsigned>(in.fixed<std::uint8_t>(), 4));
  date.unit = static_cast<DateUnit>(std::min<unsigned>(in.fixed<std::uint8_t>(), 4));
  date.origin = static_cast<DateOrigin>(std::min<unsigned>(in.fixed<std::uint8_t>(), 4));
}

}  // namespace

std::string encode_record(const Document& d) {
  std::string out;
  put_hex_string(out, d.uid);
  put_string(out, d.root);
  put_string(out, d.path);
  put_varint(out, zigzag(d.section));
  if (d.id == d.path) {
    out.push_back(kIdIsPath);
  } else if (d.id == path_and_section(d)) {
    out.push_back(kIdIsPathAndSection);
  } else {
    out.push_back(kIdIsOwn);
    put_string(out, d.id);
  }
  for (const std::string* field :
       {&d.title, &d.source, &d.author, &d.url, &d.lang, &d.date.iso, &d.date.text, &d.retrieved})
    put_string(out, *field);
  put_kind_of_date(out, d.date);
  put_kind_of_date(out, d.updated);
  if (d.updated.kind != DateKind::none) {
    put_string(out, d.updated.iso);
    put_string(out, d.updated.text);
  }
  put_hex_string(out, d.sha256);
  put_hex_string(out, d.cluster);
  put_varint(out, d.source_size);
  put_varint(out, zigzag(d.modified));
  put_varint(out, d.parts.size());
  std::uint32_t at = 0;
  for (const PartSpan& part : d.parts) {
    out.push_back(static_cast<char>(part.part));
    put_varint(out, zigzag(static_cast<std::int64_t>(part.begin) - at));
    put_varint(out, zigzag(static_cast<std::int64_t>(part.end) - part.begin));
    at = part.end;
  }
  std::string result;
  put_fixed(result, sum_of(out));
  return result + out;
}

Document decode_record(std::string_view bytes, std::string_view file) {
  ByteReader in(bytes, file);
  const auto sum = in.fixed<std::uint32_t>();
  if (sum != sum_of(bytes.substr(sizeof sum))) throw_damaged(file, "checksum of a document");
  Document d;
  d.uid = take_hex_string(in);
  d.root = in.string();
  d.path = in.string();
  d.section = static_cast<std::int32_t>(unzigzag(in.varint()));
  switch (in.take(1)[0]) {
    case kIdIsPath:
      d.id = d.path;
      break;
    case kIdIsPathAndSection:
      d.id = path_and_section(d);
      break;
    default:
      d.id = in.string();
  }
  for (std::string* field :
       {&d.title, &d.source, &d.author, &d.url, &d.lang, &d.date.iso, &d.date.text, &d.retrieved})
    *field = in.string();
  take_kind_of_date(in, d.date);
  take_kind_of_date(in, d.updated);
  if (d.updated.kind != DateKind::none) {
    d.updated.iso = in.string();
    d.updated.text = in.string();
  }
  d.sha256 = take_hex_string(in);
  d.cluster = take_hex_string(in);
  d.source_size = in.varint();
  d.modified = unzigzag(in.varint());
  const std::uint64_t parts = in.varint();
  if (parts > in.size()) throw_damaged(file, "number of parts");
  d.parts.reserve(parts);
  std::int64_t at = 0;
  for (std::uint64_t i = 0; i < parts; ++i) {
    PartSpan part;
    part.part = static_cast<Part>(std::min<unsigned>(in.fixed<std::uint8_t>(), 4));
    at += unzigzag(in.varint());
    part.begin = static_cast<std::uint32_t>(at);
    at += unzigzag(in.varint());
    part.end = static_cast<std::uint32_t>(at);
    d.parts.push_back(part);
  }
  return d;
}

namespace {

// What a run says besides its length; most say nothing.
constexpr std::uint64_t kTextGap = 1;
constexpr std::uint64_t kSourceGap = 2;
constexpr std::uint64_t kOtherLength = 4;
constexpr std::uint64_t kNewLine = 8;
constexpr unsigned kRunFlagBits = 4;

}  // namespace

// Each run: its length and what is unusual of it; then only that: the gaps to the run before in
// text and source, the length in the source, lines since the one before.
std::string encode_source_map(const std::vector<SourceRun>& runs) {
  std::string out;
  SourceRun last;
  for (const SourceRun& run : runs) {
    const auto text_gap = static_cast<std::int64_t>(run.text_begin) -
                          (static_cast<std::int64_t>(last.text_begin) + last.text_length);
    const auto source_gap =
        static_cast<std::int64_t>(run.source_begin - (last.source_begin + last.source_length));
    const std::int64_t lines = static_cast<std::int64_t>(run.line) - last.line;
    const std::uint64_t flags =
        (text_gap != 0 ? kTextGap : 0) | (source_gap != 0 ? kSourceGap : 0) |
        (run.source_length != run.text_length ? kOtherLength : 0) | (lines != 0 ? kNewLine : 0);
    put_varint(out, std::uint64_t{run.text_length} << kRunFlagBits | flags);
    if (flags & kTextGap) put_varint(out, zigzag(text_gap));
    if (flags & kSourceGap) put_varint(out, zigzag(source_gap));
    if (flags & kOtherLength) put_varint(out, run.source_length);
    if (flags & kNewLine) put_varint(out, zigzag(lines));
    last = run;
  }
  return out;
}

std::vector<SourceRun> decode_source_map(std::string_view bytes, std::string_view file) {
  std::vector<SourceRun> runs;
  ByteReader in(bytes, file);
  // Unsigned arithmetic wraps where damaged bytes say so; it never overflows.
  std::uint64_t text_end = 0;
  std::uint64_t source_end = 0;
  std::uint64_t line = SourceRun{}.line;
  while (!in.empty()) {
    const std::uint64_t head = in.varint();
    const std::uint64_t length = head >> kRunFlagBits;
    const auto gap = [&](std::uint64_t flag) {
      return head & flag ? static_cast<std::uint64_t>(unzigzag(in.varint())) : 0;
    };
    const std::uint64_t begin = text_end + gap(kTextGap);
    if (begin > 0xffffffff || length > 0xffffffff || begin + length > 0xffffffff)
      throw_damaged(file, "a source map past its text");
    SourceRun run;
    run.text_begin = static_cast<std::uint32_t>(begin);
    run.text_length = static_cast<std::uint32_t>(length);
    run.source_begin = source_end + gap(kSourceGap);
    run.source_length = head & kOtherLength ? in.varint() : length;
    line += gap(kNewLine);
    run.line = static_cast<std::uint32_t>(line);
    text_end = begin + length;
    source_end = run.source_begin + run.source_length;
    runs.push_back(run);
  }
  return runs;
}

}  // namespace byname

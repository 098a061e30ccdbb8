#include "indexer/readers/mail_parts.h"

#include <algorithm>

#include "indexer/readers/decode.h"
#include "indexer/readers/inline_files.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr int kDeepestPart = 20;  // multiparts in multiparts; each level is scanned once
constexpr std::size_t kMostParts = 1000;
// Quoted-printable takes a run of the map for every byte that is quoted.
constexpr std::size_t kLongestMapped = 4 << 20;

struct MailWalk {
  std::string_view bytes;
  std::vector<MailPart> parts{};
  int alternatives = 0;

  // `digest`: what says nothing of itself is a letter.
  void walk(const MailHead& head, std::size_t end, int depth, int alternative, bool related,
            bool digest) {
    if (parts.size() >= kMostParts) return;
    std::string type = head.word("content-type");
    if (digest && type.empty()) type = "message/rfc822";
    const std::string boundary =
        type.starts_with("multipart/") ? head.parameter("content-type", "boundary") : "";
    // Without its boundary the whole is one part, a text.
    if (!boundary.empty() && depth < kDeepestPart &&
        split(head.end, end, boundary, type, depth, alternative, related))
      return;
    MailPart part;
    const bool nameless = type.find('/') == std::string::npos;
    part.type = nameless || type.starts_with("multipart/") ? "text/plain" : type;
    part.charset = head.parameter("content-type", "charset");
    part.file_name = head.parameter("content-disposition", "filename");
    if (part.file_name.empty()) part.file_name = head.parameter("content-type", "name");
    part.location = head.value("content-location");
    part.id = head.value("content-id");
    if (part.id.starts_with('<') && part.id.ends_with('>'))
      part.id = part.id.substr(1, part.id.size() - 2);
    part.attached = head.word("content-disposition") == "attachment";
    part.begin = head.end;
    part.end = std::max(end, head.end);
    part.alternatives = alternative;
    part.related = related;
    part.head = head;
    parts.push_back(std::move(part));
  }

  // False if the boundary is nowhere.
  bool split(std::size_t begin, std::size_t end, const std::string& boundary,
             const std::string& type, int depth, int alternative, bool related) {
    if (type == "multipart/alternative") alternative = ++alternatives;
    const std::string mark = "--" + boundary;
    std::size_t from = std::string_view::npos;  // of the part that is open
    bool first = true, found = false;
    const auto close = [&](std::size_t until) {
      if (from == std::string_view::npos) return;
      // The line end before a boundary belongs to the boundary.
      if (until > from && bytes[until - 1] == '\n') --until;
      if (until > from && bytes[until - 1] == '\r') --until;
      const MailHead head = read_mail_head(bytes.substr(0, until), from);
      walk(head, until, depth + 1, alternative, related || (type == "multipart/related" && !first),
           type == "multipart/digest");
      first = false;
    };
    for (std::size_t at = begin; at < end;) {
      const std::size_t line_end = std::min(bytes.find('\n', at), end);
      const std::string_view line = bytes.substr(at, line_end - at);
      if (line.starts_with(mark)) {
        const std::string_view rest = trim(line.substr(mark.size()));
        if (rest.empty() || rest == "--") {
          found = true;
          close(at);
          from = rest.empty() ? std::min(line_end + 1, end) : std::string_view::npos;
          if (!rest.empty()) return true;
        }
      }
      at = line_end + 1;
    }
    close(end);  // cut off: the last part reaches to the end
    return found;
  }
};

Decoded from_quoted_printable(std::string_view text, std::uint64_t offset, std::uint32_t line) {
  Decoded out;
  std::size_t plain = 0;  // begin of what stands for itself
  std::uint32_t plain_line = line;
  const auto flush = [&](std::size_t end) {
    if (end <= plain) return;
    const std::string_view piece = text.substr(plain, end - plain);
    add_linear(out.runs, piece, static_cast<std::uint32_t>(out.text.size()), offset + plain,
               plain_line);
    out.text += piece;
  };
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\n') ++line;
    if (text[i] != '=') {
      ++i;
      continue;
    }
    // A soft line end, blanks before it allowed.
    std::size_t end = i + 1;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
    if (end < text.size() && text[end] == '\r') ++end;
    if (end >= text.size() || text[end] == '\n') {
      flush(i);
      i = std::min(end + 1, text.size());
      plain = i;
      plain_line = ++line;
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      ++i;
      continue;
    }
    flush(i);
    add_whole(out.runs, {static_cast<std::uint32_t>(out.text.size()), 1, offset + i, 3, line});
    out.text += static_cast<char>(high * 16 + low);
    i += 3;
    plain = i;
    plain_line = line;
  }
  flush(text.size());
  return out;
}

}  // namespace

std::vector<MailPart> mail_parts(const MailHead& head, std::size_t end) {
  MailWalk walker{.bytes = head.bytes};
  walker.walk(head, end, 0, 0, false, false);
  return std::move(walker.parts);
}

Decoded mail_part_bytes(std::string_view bytes, const MailPart& part, std::uint64_t offset,
                        std::uint32_t line) {
  const std::string_view body = bytes.substr(part.begin, part.end - part.begin);
  const std::string encoding = part.head.word("content-transfer-encoding");
  Decoded out;
  if (encoding == "base64") {
    out.text = base64_decoded(body);
    return out;
  }
  if (encoding == "x-uuencode" || encoding == "uuencode" || encoding == "x-uue") {
    if (std::vector<InlineFile> files = inline_files(body); !files.empty()) {
      out.text = std::move(files.front().bytes);
      return out;
    }
  }
  if (encoding == "quoted-printable") {
    out = from_quoted_printable(body, offset + part.begin, line);
    if (body.size() > kLongestMapped) out.runs.clear();
    return out;
  }
  out.text = body;
  add_linear(out.runs, out.text, 0, offset + part.begin, line);
  return out;
}

Decoded mail_part_text(const Decoded& bytes, std::string_view charset) {
  const std::string_view raw = bytes.text;
  const Encoding encoding = mail_charset(raw, charset);
  std::uint64_t ignored = 0;
  Decoded text = decode(raw.substr(std::min<std::size_t>(encoding.mark, raw.size())), encoding,
                        {encoding.mark, 1}, ignored);
  if (bytes.runs.empty()) {
    text.runs.clear();
    return text;
  }
  // From the text to the bytes, from these to the file.
  TextBuilder out(bytes);
  std::size_t done = 0;
  for (const SourceRun& run : text.runs) {
    if (run.text_begin > done)
      out.add(std::string_view(text.text).substr(done, run.text_begin - done));
    const std::string_view piece =
        std::string_view(text.text).substr(run.text_begin, run.text_length);
    if (raw.substr(run.source_begin, run.source_length) == piece) {
      out.copy(run.source_begin, run.source_begin + run.source_length);
    } else {
      out.replace(piece, run.source_begin, run.source_begin + run.source_length);
    }
    done = run.text_begin + run.text_length;
  }
  out.add(std::string_view(text.text).substr(done));
  return out.take();
}

}  // namespace byname

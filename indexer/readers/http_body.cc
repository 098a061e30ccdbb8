#include "indexer/readers/http_body.h"

#include <brotli/decode.h>

#include <charconv>
#include <memory>

#include "indexer/readers/inflate.h"
#include "text/ascii.h"

namespace byname {
namespace {

// The chunks joined. Archives that joined them already kept the head as it was: bytes that
// begin with no length are taken as they are.
std::string joined_chunks(std::string_view body, bool& cut) {
  std::string out;
  bool first = true;
  while (true) {
    std::size_t length = 0;
    const std::size_t line = body.find('\n');
    const auto [end, error] = std::from_chars(
        body.data(), body.data() + std::min({body.size(), line, std::size_t{16}}), length, 16);
    if (error != std::errc() || line == body.npos || end == body.data()) {
      if (first) return std::string(body);
      cut = true;
      return out;
    }
    first = false;
    body.remove_prefix(line + 1);
    if (length == 0) return out;
    out += body.substr(0, length);
    if (length > body.size()) {
      cut = true;
      return out;
    }
    body.remove_prefix(length);
    if (body.starts_with("\r")) body.remove_prefix(1);
    if (body.starts_with("\n")) body.remove_prefix(1);
  }
}

std::string inflated(std::string_view body, Inflater::Kind kind, Spool& to) {
  Inflater inflater(kind);
  inflater.add(body, [&](std::string_view piece) { return to.add(piece); });
  if (!to.wrong().empty()) return to.wrong();
  if (inflater.wrong()) return "its compression is damaged";
  return inflater.done() ? "" : "cut off";
}

std::string unbrotlied(std::string_view body, Spool& to) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> decoder(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
  if (!decoder) throw std::bad_alloc();
  const auto* in = reinterpret_cast<const std::uint8_t*>(body.data());
  std::size_t left = body.size();
  std::string room(64 << 10, '\0');
  while (true) {
    auto* out = reinterpret_cast<std::uint8_t*>(room.data());
    std::size_t free = room.size();
    const BrotliDecoderResult result =
        BrotliDecoderDecompressStream(decoder.get(), &left, &in, &free, &out, nullptr);
    if (!to.add(std::string_view(room).substr(0, room.size() - free))) return to.wrong();
    if (result == BROTLI_DECODER_RESULT_SUCCESS) return {};
    if (result == BROTLI_DECODER_RESULT_ERROR) return "its compression is damaged";
    if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) return "cut off";
  }
}

}  // namespace

HttpAnswer read_http_head(std::string_view bytes) {
  HttpAnswer answer;
  if (!bytes.starts_with("HTTP/")) return answer;
  const std::size_t line = std::min(bytes.find('\n'), bytes.size());
  const std::size_t blank = bytes.substr(0, line).find(' ');
  if (blank == bytes.npos) return answer;
  std::from_chars(bytes.data() + blank + 1, bytes.data() + line, answer.status);
  answer.head = read_mail_head(bytes, std::min(line + 1, bytes.size()));
  return answer;
}

std::string read_http_body(const HttpAnswer& answer, Spool& to) {
  std::string_view body = answer.head.bytes.substr(answer.head.end);
  bool cut = false;
  std::string joined;
  if (ascii_lower(answer.head.raw("transfer-encoding")).find("chunked") != std::string::npos) {
    joined = joined_chunks(body, cut);
    body = joined;
  }
  const std::string how = answer.head.word("content-encoding");
  std::string wrong;
  // Archives that undid it kept the head as well.
  if ((how == "gzip" || how == "x-gzip") && body.starts_with("\x1F\x8B")) {
    wrong = inflated(body, Inflater::any, to);
  } else if (how == "deflate" && !body.empty() && !body.starts_with("<")) {
    // Zlib's head is meant; some servers leave it away.
    const bool zlib =
        (static_cast<unsigned char>(body[0]) & 15) == 8 && body.size() > 1 &&
        (static_cast<unsigned char>(body[0]) * 256U + static_cast<unsigned char>(body[1])) % 31 ==
            0;
    wrong = inflated(body, zlib ? Inflater::any : Inflater::raw, to);
  } else if (how == "br") {
    wrong = unbrotlied(body, to);
    if (to.size() == 0 && !wrong.empty() && to.wrong().empty())
      wrong = to.add(body) ? "" : to.wrong();
  } else if (!to.add(body)) {
    wrong = to.wrong();
  }
  return wrong.empty() && cut ? "cut off" : wrong;
}

}  // namespace byname

#include "indexer/readers/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>
#include <string>

namespace byname {

struct Inflater::State {
  z_stream stream{};
  std::string room = std::string(std::size_t{64} << 10, '\0');
};

Inflater::Inflater(Kind kind) : state_(std::make_unique<State>()) {
  if (inflateInit2(&state_->stream, kind == raw ? -MAX_WBITS : MAX_WBITS + 32) != Z_OK)
    throw std::bad_alloc();
}

Inflater::~Inflater() { inflateEnd(&state_->stream); }

void Inflater::again() {
  inflateReset(&state_->stream);
  done_ = wrong_ = false;
}

std::size_t Inflater::add(std::string_view bytes,
                          const std::function<bool(std::string_view)>& take) {
  if (done_ || wrong_) return 0;
  z_stream& stream = state_->stream;
  const std::size_t length = std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max());
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(length);
  std::string& room = state_->room;
  while (true) {
    stream.next_out = reinterpret_cast<Bytef*>(room.data());
    stream.avail_out = static_cast<uInt>(room.size());
    const int code = inflate(&stream, Z_NO_FLUSH);
    const std::size_t made = room.size() - stream.avail_out;
    const bool more = made == 0 || take(std::string_view(room).substr(0, made));
    if (code == Z_STREAM_END) done_ = true;
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) wrong_ = true;
    if (!more || done_ || wrong_ || code == Z_BUF_ERROR ||
        (stream.avail_in == 0 && stream.avail_out > 0))
      break;
  }
  return length - stream.avail_in;
}

}  // namespace byname

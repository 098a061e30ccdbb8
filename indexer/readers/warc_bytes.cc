#include "indexer/readers/warc_bytes.h"

#include <algorithm>

namespace byname {
namespace {

constexpr std::uint64_t kWarcPiece = 64 << 10;
constexpr std::string_view kMagic = "\x1F\x8B\x08";

}  // namespace

WarcBytes::WarcBytes(SourceFile& file) : file_(file) {
  if (file.read(0, 2, room_) == kMagic.substr(0, 2))
    inflater_ = std::make_unique<Inflater>(Inflater::any);
}

bool WarcBytes::fill(std::size_t wanted) {
  while (buffer_.size() - at_ < wanted && !end_) more();
  return buffer_.size() > at_;
}

void WarcBytes::drop(std::size_t bytes) {
  at_ += std::min(bytes, buffer_.size() - at_);
  if (at_ == buffer_.size()) {
    buffer_.clear();
    at_ = 0;
  } else if (at_ > kWarcPiece && at_ * 2 > buffer_.size()) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
}

std::uint64_t WarcBytes::offset() const {
  return inflater_ ? member_ : next_ - (buffer_.size() - at_);
}

// After damage: the next place that looks like the beginning of a record.
void WarcBytes::find_next_member() {
  damaged_ = true;
  in_member_ = false;
  for (next_ = std::max(next_, member_ + 1); next_ < file_.size();) {
    const std::string_view piece = file_.read(next_, kWarcPiece, room_);
    if (piece.empty()) break;
    const std::size_t found = piece.find(kMagic);
    if (found != piece.npos) {
      next_ += found;
      return;
    }
    next_ += piece.size() > 2 && piece.size() == kWarcPiece ? piece.size() - 2 : piece.size();
  }
  end_ = true;
}

void WarcBytes::more() {
  const std::string_view piece = file_.read(next_, kWarcPiece, room_);
  if (piece.empty()) {
    cut_ = cut_ || in_member_;
    end_ = true;
    return;
  }
  if (!inflater_) {
    buffer_ += piece;
    next_ += piece.size();
    return;
  }
  if (!in_member_) {
    // Only when everything before is used up the next record may begin: its offset is asked.
    inflater_->again();
    member_ = next_;
    in_member_ = true;
  }
  const std::size_t used = inflater_->add(piece, [&](std::string_view inflated) {
    buffer_ += inflated;
    return true;
  });
  next_ += used;
  if (inflater_->done()) {
    in_member_ = false;
  } else if (inflater_->wrong() || used == 0) {
    next_ = member_ + 1;
    find_next_member();
  }
}

}  // namespace byname

// gzip and its kin, as far as they go: what stands before the damage is given.
//
//   Inflater inflater(Inflater::any);            // gzip or zlib, told by its first bytes
//   inflater.add(bytes, [&](std::string_view piece) { out += piece; return true; });
//   inflater.done()      // the end of a stream was reached
//   inflater.wrong()     // damaged
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

namespace byname {

class Inflater {
 public:
  enum Kind { any, raw };  // raw: deflate without a head
  explicit Inflater(Kind kind);
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // Gives what the bytes inflate to, in pieces, until `take` says no. Returns the
  // number of bytes read, fewer than there are at the end of the stream.
  std::size_t add(std::string_view bytes, const std::function<bool(std::string_view)>& take);
  bool done() const { return done_; }
  bool wrong() const { return wrong_; }
  // For the next stream of several.
  void again();

 private:
  struct State;
  std::unique_ptr<State> state_;
  bool done_ = false;
  bool wrong_ = false;
};

}  // namespace byname

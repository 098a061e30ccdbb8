// Text that many hold and nobody changes: a copy costs a pointer.
//
//   struct LedgerEntry { SharedString path{}; ... };
//   LedgerEntry kept = entry;          // the letters of its path are there once
//   if (entry.path.starts_with("a/")) ...
//
// For lists with an entry a file: with a million files a std::string each costs 32 bytes
// when it is empty and some 100 when it holds a hash, in every copy of the list.
//
// Not for text that is put together: `+=` makes all of it anew.
#pragma once

#include <atomic>
#include <compare>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <utility>

namespace byname {

class SharedString {
 public:
  SharedString() = default;
  SharedString(std::string_view text) : letters_(made(text)) {}
  SharedString(const std::string& text) : SharedString(std::string_view(text)) {}
  SharedString(const char* text) : SharedString(std::string_view(text)) {}
  SharedString(const SharedString& other) : letters_(other.letters_) {
    if (letters_) letters_->users.fetch_add(1, std::memory_order_relaxed);
  }
  SharedString(SharedString&& other) noexcept : letters_(std::exchange(other.letters_, nullptr)) {}
  SharedString& operator=(SharedString other) noexcept {
    std::swap(letters_, other.letters_);
    return *this;
  }
  ~SharedString() {
    if (letters_ && letters_->users.fetch_sub(1, std::memory_order_acq_rel) == 1)
      ::operator delete(letters_);
  }

  std::string_view view() const {
    if (!letters_) return {};
    return {reinterpret_cast<const char*>(letters_ + 1), letters_->size};
  }
  std::string str() const { return std::string(view()); }
  operator std::string_view() const { return view(); }
  operator std::string() const { return str(); }

  bool empty() const { return letters_ == nullptr; }
  std::size_t size() const { return view().size(); }
  bool starts_with(std::string_view text) const { return view().starts_with(text); }
  bool ends_with(std::string_view text) const { return view().ends_with(text); }
  std::size_t find(std::string_view text) const { return view().find(text); }
  std::size_t rfind(char letter) const { return view().rfind(letter); }
  std::string substr(std::size_t begin, std::size_t length = std::string::npos) const {
    return std::string(view().substr(begin, length));
  }
  void clear() { *this = SharedString(); }
  SharedString& operator+=(std::string_view more) { return *this = str().append(more); }

  template <std::convertible_to<std::string_view> T>
  friend bool operator==(const SharedString& a, const T& b) {
    return a.view() == std::string_view(b);
  }
  template <std::convertible_to<std::string_view> T>
  friend std::strong_ordering operator<=>(const SharedString& a, const T& b) {
    return a.view() <=> std::string_view(b);
  }
  template <std::convertible_to<std::string_view> T>
  friend std::string operator+(const SharedString& a, const T& b) {
    return a.str().append(std::string_view(b));
  }
  template <std::convertible_to<std::string_view> T>
  requires(!std::same_as<T, SharedString>) friend std::string operator+(const T& a,
                                                                        const SharedString& b) {
    return std::string(a).append(b.view());
  }

 private:
  struct Letters {  // they follow it
    std::atomic<std::uint32_t> users = 1;
    std::uint32_t size = 0;
  };

  static Letters* made(std::string_view text) {
    if (text.empty()) return nullptr;
    auto* letters = new (::operator new(sizeof(Letters) + text.size())) Letters;
    letters->size = static_cast<std::uint32_t>(text.size());
    std::memcpy(reinterpret_cast<char*>(letters + 1), text.data(), text.size());
    return letters;
  }

  Letters* letters_ = nullptr;
};

}  // namespace byname

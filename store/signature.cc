#include "store/signature.h"

#include <limits>

#include "schemas/hash.h"

namespace byname {
namespace {

constexpr std::size_t kRun = 3;
constexpr std::uint64_t kEmpty = std::numeric_limits<std::uint64_t>::max();

// The finaliser of splitmix64 (Vigna): every bit of the input moves every bit of the result.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

}  // namespace

std::optional<Signature> signature_of(const TokenStream& stream,
                                      const std::vector<PartSpan>& parts) {
  std::array<std::uint64_t, kSignatureBins> least;
  least.fill(kEmpty);
  std::array<std::uint64_t, kRun> last{};  // hashes of the words before
  std::size_t words = 0, runs = 0, part = 0;
  for (const Token& token : stream.tokens) {
    while (part < parts.size() && parts[part].end <= token.begin) ++part;
    if (part < parts.size() && parts[part].begin <= token.begin && parts[part].part == Part::chrome)
      continue;
    last[words++ % kRun] = hash64(stream.term(token));
    if (words < kRun) continue;
    ++runs;
    std::uint64_t run = 0;
    for (std::size_t i = 0; i < kRun; ++i) run = mixed(run + last[(words + i) % kRun]);
    std::uint64_t& bin = least[run >> 58];
    bin = std::min(bin, run & 0x03ffffffffffffff);
  }
  if (runs < kFewestRuns) return std::nullopt;
  Signature signature{};
  for (std::size_t i = 0; i < kSignatureBins; ++i) {
    std::size_t from = i, steps = 0;
    while (least[from] == kEmpty) from = (from + 1) % kSignatureBins, ++steps;
    signature[i] = static_cast<std::uint16_t>(mixed(least[from] + steps));
  }
  return signature;
}

double similarity(const Signature& a, const Signature& b) {
  std::size_t equal = 0;
  for (std::size_t i = 0; i < kSignatureBins; ++i) equal += a[i] == b[i];
  return static_cast<double>(equal) / kSignatureBins;
}

}  // namespace byname

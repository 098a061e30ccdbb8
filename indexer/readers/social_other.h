// Posts of other networks in JSON: Mastodon and its kin (ActivityPub), Bluesky, Reddit, Instagram,
// and Facebook's archives of labels and values. Called by social_record.h.
#pragma once

#include <optional>
#include <vector>

#include "indexer/readers/social_record.h"

namespace byname {

// Nothing if it is none of theirs. One without text is what is passed on, liked or deleted.
std::optional<SocialPost> read_other_post(const Decoded& json,
                                          const std::vector<JsonField>& fields);

// The posts and comments of a page of Reddit («Listing»), the answers to each below it.
std::vector<JsonValue> posts_of_listing(const Decoded& json, const std::vector<JsonField>& page);

}  // namespace byname

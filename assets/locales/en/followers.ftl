followers-follow = Follow
followers-unfollow = Stop following
followers-followers = Followed by
followers-followed = You are told of new notes here.
followers-unfollowed = You are told of this no more.

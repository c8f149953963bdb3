followers-follow = Следене
followers-unfollow = Без следене
followers-followers = Следят го
followers-followed = Ще Ви известяваме за нови бележки тук.
followers-unfollowed = Вече няма да Ви известяваме за този запис.

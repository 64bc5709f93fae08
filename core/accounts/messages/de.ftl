account-name = Name

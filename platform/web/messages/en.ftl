shell-console = { $vendor } console
shell-portal = { $vendor } Partners
shell-more = More

error-home = Go to the start page
error-reference = Reference:

problem-400 = That request could not be read
problem-401 = Sign in first
problem-403 = You may not do that
problem-404 = That page is not here
problem-405 = That page does not take this kind of request
problem-409 = That clashes with what is there
problem-410 = That is over
problem-412 = Somebody else saved first
problem-413 = That is too large
problem-415 = That kind of content is not taken here
problem-422 = Some of the input needs fixing
problem-429 = Too many requests
problem-500 = Something broke on our side
problem-504 = That took too long
problem-try-again = Go back and try again. If it happens again, tell the person who runs this portal.

refusal-origin = The request did not come from this site. Open the page again and retry.
refusal-unreadable = The input could not be read: { $why }
refusal-cursor = This is not a cursor of this list. Start again without it.
refusal-etag = This names no version. Send the ETag of what you read.
refusal-page-limit = Ask for 1 to 200 rows.
refusal-unsupported-media-type = Send the body as application/json.
refusal-idempotency-in-progress = The same call is under way. Wait a moment and ask again with the same key.
refusal-idempotency-other-request = This key was used for another request. Use a new key.
refusal-idempotency-effect = The call took effect, but its answer was lost. Read the record instead of sending it again.

search-none = Nothing found
search-none-text = Try another word, or fewer of them.

api-title = API reference
api-sub = Everything the portal can do, for your own systems.
api-document = OpenAPI document
api-intro = Make a token under Account. Send it with every call. Unsafe calls take an Idempotency-Key header, so that a repeat has no second effect; updates take If-Match, so that nobody overwrites another's change.
api-body = Body:

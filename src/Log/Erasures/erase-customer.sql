-- Destroys a customer's id and key, and counts the erasure where every append sees it. Runs under the head-row lock.
with erased as (
    update log.customer set external_id = null, key = null, erased_at = now() where workspace = $1 and number = $2 returning workspace
)
update log.workspace w set erasures = erasures + 1 from erased e where w.id = e.workspace;

-- Reports that say that something was said: without those that it was not, may be or would be (`modality`).
SELECT *
FROM attributions
WHERE coalesce(modality, 'asserted') = 'asserted'

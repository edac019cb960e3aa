/** Parts of API names that n8n writes in capitals. */
const CAPITALS = new Set(['id', 'url', 'md5', 'api']);

/**
 * The label that n8n's rules give to an API's field name: `invoiceReference` is "Invoice Reference",
 * `unique_media_id` is "Unique Media ID". All labels in this package follow it, so that an error of the
 * service can name the field as the operator sees it.
 */
export function displayNameOf(apiName: string): string {
	return apiName
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.split(/[\s_.]+/)
		.filter((word) => word !== '')
		.map((word) =>
			CAPITALS.has(word.toLowerCase()) ? word.toUpperCase() : word[0].toUpperCase() + word.slice(1),
		)
		.join(' ');
}

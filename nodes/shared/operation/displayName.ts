/** Parts of API names that n8n writes otherwise, or that an operator would not know. */
const written: Record<string, string> = {
	api: 'API',
	by: 'by',
	cdn: 'CDN',
	disksize: 'Size',
	filename: 'File Name',
	for: 'for',
	id: 'ID',
	ids: 'IDs',
	iptc: 'IPTC',
	lang: 'Language',
	md5: 'MD5',
	mimetype: 'Type',
	of: 'of',
	q: 'Query',
	ssl: '(HTTPS)',
	to: 'to',
	url: 'URL',
	urls: 'URLs',
};

/**
 * The label that n8n's rules give to an API's field name: `invoiceReference` is "Invoice Reference",
 * `unique_media_id` is "Unique Media ID". All labels in this package follow it, so that an error of the
 * service can name the field as the operator sees it.
 */
export function displayNameOf(apiName: string): string {
	const words = apiName
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.split(/[\s_.]+/)
		.filter((word) => word !== '');
	const last = words.length - 1;
	return words
		.map((word, index) => {
			const asWritten = written[word.toLowerCase()] ?? capitalized(word);
			// A small word is small only inside a label.
			return index === 0 || index === last ? capitalized(asWritten) : asWritten;
		})
		.join(' ');
}

function capitalized(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

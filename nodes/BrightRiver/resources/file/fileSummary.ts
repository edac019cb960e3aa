/** What "Simplified" keeps of a file, most useful first. */
export const fileSummary = [
	'id',
	'fileName',
	'status',
	'size',
	'mD5',
	'isReviewed',
	'isRejected',
	'rejectionReason',
	'remarkFromProcessor',
	'createdDate',
];

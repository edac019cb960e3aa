import {
	describeStatus,
	groupOf,
	jobStatuses,
	statusesOf,
	statusGroups,
	type StatusGroup,
} from '../../../nodes/BrightRiver/api/statuses';

it('knows the 59 statuses of the document, each with a meaning and a group', () => {
	expect(Object.keys(jobStatuses)).toHaveLength(59);
	for (const [status, { meaning, group }] of Object.entries(jobStatuses)) {
		expect(status).toMatch(/^(CJ_[A-Z0-9_]+|ERROR|TIMECAROUSEL)$/);
		expect(meaning).not.toBe('');
		expect(statusGroups).toHaveProperty(group);
	}
});

it('has no empty group', () => {
	for (const group of Object.keys(statusGroups)) {
		expect(statusesOf(group as StatusGroup)).not.toEqual([]);
	}
});

it('keeps the status that is easily lost in the document', () => {
	expect(jobStatuses.CJ_ZIP_READY.meaning).toBe('ZIP file ready');
});

it('describes a status that the document does not know without failing', () => {
	expect(describeStatus('CJ_TOMORROW')).toEqual({
		status: 'CJ_TOMORROW',
		statusMeaning: '',
		statusGroup: 'Unknown',
	});
	expect(groupOf('constructor')).toBeUndefined();
});

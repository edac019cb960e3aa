/**
 * Imported before the nodes: they wait 50 times shorter then, before a retry and between two questions.
 * For tests in which how long they wait is not the point.
 */
import { shortened } from './waits';

jest.mock('../../nodes/shared/client/wait', () => {
	const actual = jest.requireActual<typeof import('../../nodes/shared/client/wait')>(
		'../../nodes/shared/client/wait',
	);
	return { ...actual, wait: shortened(actual.wait) };
});

/**
 * Imported before the nodes: they wait 50 times shorter then, before a retry and between two questions.
 * For tests in which how long they wait is not the point.
 */
import { shortened } from './waits';

jest.mock('../../nodes/shared/wait', () => {
	const { wait } =
		jest.requireActual<typeof import('../../nodes/shared/wait')>('../../nodes/shared/wait');
	return { wait: shortened(wait) };
});

"""Owns the output tree: stage a release beside the served one, verify it, switch in one step, roll back.

With ``--output site`` the files are laid out like this::

    site                        -> .site.releases/91c0f2ab5d7e4418   what is served: always one whole release
    .site.releases/
        91c0f2ab5d7e4418/       a release; its name is made from its content
        91c0f2ab5d7e4418.json   its manifest, beside it so that it is not published
        history                 release ids, newest first: where to roll back to
        lock                    held by the build that is running
        tmp-*                   unfinished or discarded work; the next build removes it

A process may be killed after any system call: ``site`` is replaced by one ``rename``, everything that it leads to
is complete before that call, and nothing that it leads to is removed before the next one.
"""
